import { floorToMinute } from "./clock.ts";
import { addRow } from "./person-pages.ts";
import type { RowContent } from "./person-pages.ts";
import type { World } from "./world.ts";

export interface SeedRow extends RowContent {
  createdAt?: number;
  editedAt?: number;
}

/** Many rows at once, as if people had written them over the years. Returns their ids in order. */
export function seedRows(
  world: World,
  dataSourceId: string,
  count: number,
  make: (index: number) => SeedRow,
): string[] {
  return Array.from({ length: count }, (_, index) => {
    const { createdAt, editedAt = createdAt, ...content } = make(index);
    const row = addRow(world, dataSourceId, content);
    if (createdAt !== undefined) {
      row.createdAt = floorToMinute(createdAt);
      row.madeAtMs = createdAt;
    }
    if (editedAt !== undefined) row.editedAt = floorToMinute(editedAt);
    row.madeAtRequest = Number.NEGATIVE_INFINITY;
    return row.id;
  });
}

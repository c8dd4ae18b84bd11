import { movePageTo } from "./move-page.ts";
import { nodeAt, sourceAt, touchByPerson } from "./person-nodes.ts";
import { purgeNode, setTrashed } from "./trash.ts";
import { attach, detach } from "./tree.ts";
import type { Node, World } from "./world.ts";

/** Where things are and who sees them: trash, sharing, moves. Any page, database, row or block by its id. */
export function personPlaces(world: World) {
  const by = world.personId;
  return {
    trash: (id: string): void => setTrashed(world, nodeAt(world, id), true, by),
    restore: (id: string): void => setTrashed(world, nodeAt(world, id), false, by),
    unshare: (id: string): void => setSharing(world, id, "denied"),
    share: (id: string): void => setSharing(world, id, "granted"),
    /** Empties it out of the trash: gone for ever. */
    purge: (id: string): void => {
      const node = nodeAt(world, id);
      detach(world, node);
      purgeNode(world, node);
    },
    /** A page or a database to another page. */
    movePage: (id: string, parentId: string): void => moveNode(world, id, parentId),
    moveRow: (id: string, dataSourceId: string): void =>
      moveNode(world, id, sourceAt(world, dataSourceId).id),
  };
}

function setSharing(world: World, id: string, sharing: NonNullable<Node["sharing"]>): void {
  nodeAt(world, id).sharing = sharing;
  world.revision += 1;
}

function moveNode(world: World, id: string, parentId: string): void {
  const node = nodeAt(world, id);
  const parent = nodeAt(world, parentId);
  if (node.kind === "page" && (parent.kind === "page" || parent.kind === "data_source")) {
    movePageTo(world, node, parent, world.personId);
    return;
  }
  detach(world, node);
  attach(world, node, parentId);
  touchByPerson(world, node);
}

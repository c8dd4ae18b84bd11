import { managedBlocks, type ManagedBlock } from "../content/blocks.ts";
import type { DesiredNode } from "../spec/desired.ts";
import { foldTitle } from "../spec/titles.ts";
import type { Binding } from "../store/store.ts";
import type { LiveField, LiveNode } from "../workspaces/workspace.ts";
import { blockHash } from "./block-hash.ts";
import { orderSteps } from "./order.ts";
import type { Change, Conflict, Drift, Plan, Step } from "./steps.ts";
import { indexWorld, isBelow, type PlanInput, type Taken, type World } from "./world.ts";

/** Compares what the spec wants with what is there. Pure; see `steps.ts` for what a plan is. */
export function planChanges(input: PlanInput): Plan {
  const { partner, desired, live } = input;
  const world = indexWorld(input);
  const findings = desired.map((node) => inspect(node, world));
  const steps = [...findings.flatMap((finding) => finding.steps), ...archiveSteps(world)];
  return {
    partner,
    steps: orderSteps(steps, world),
    drift: [
      ...findings.flatMap((finding) => finding.drift),
      ...twinNotices(world),
      ...refusedViews(world),
      ...live.notices.map((message): Drift => ({ key: partner, location: "", kind: "notice", message })),
    ],
    conflicts: [...findings.flatMap((finding) => finding.conflicts), ...titleConflicts(steps, world)],
  };
}

/** What carries the marker of a page beside the one that is bound: a folder out of a bin, say. */
function twinNotices({ byKey, found }: World): Drift[] {
  return [...byKey].flatMap(([key, nodes]) =>
    nodes
      .filter(({ remoteId }) => found.has(key) && found.get(key)?.remoteId !== remoteId)
      .map(({ title, location }): Drift => ({
        key,
        location,
        kind: "notice",
        message: {
          ja: `「${title}」の印を持つページがほかにもあり、こちらは使っていません。要るものを移してから消してください`,
          en: `carries the marker of "${title}", which is elsewhere; this one is not used. Move what you need and delete it`,
        },
      })),
  );
}

/** Views that the workspace did not allow to be made; asked for once, with their node. */
function refusedViews({ partner, bindings }: World): Drift[] {
  const refused = [...bindings.values()].filter(({ views }) => Object.values(views).includes(null)).length;
  if (refused === 0) return [];
  return [
    {
      key: partner,
      location: "",
      kind: "notice",
      message: {
        ja: `この接続か契約プランではビューを作れないため、${refused} 件のページ・データベースは既定の表示のままです`,
        en: `this connection or plan cannot make views, so ${refused} pages and databases keep their default view`,
      },
    },
  ];
}

interface Finding {
  readonly steps: readonly Step[];
  readonly drift: readonly Drift[];
  readonly conflicts: readonly Conflict[];
}

function inspect(node: DesiredNode, world: World): Finding {
  const live = world.found.get(node.key);
  const { key, type, title } = node;
  if (live === undefined) {
    const conflict = whyNotCreate(node, world);
    if (conflict !== undefined) return { steps: [], drift: [], conflicts: [conflict] };
    return { steps: [{ action: "create", key, type, title, node }], drift: [], conflicts: [] };
  }
  const binding = world.bindings.get(key);
  if (live.archived === true) return { steps: [], drift: [], conflicts: [archived(node, live)] };
  if (live.trashed === true) {
    return { steps: restoreStep(node, live, world), drift: [], conflicts: [] };
  }
  const move = moveStep(node, live, world);
  const drift = driftOf(node, live, binding, world);
  if (binding?.remoteId !== live.remoteId) {
    const blocks = managedBlocks(node.blocks).filter((block) => isPlanned(block) && isOurs(block, live));
    const adopt: Step = {
      action: "adopt",
      key,
      type,
      title,
      node,
      remoteId: live.remoteId,
      shownTitle: foldTitle(live.title) === foldTitle(title) ? live.title : title,
      blocks,
    };
    return { steps: [adopt, ...move], drift, conflicts: [] };
  }
  return { steps: [...move, ...updateStep(node, live, binding, world)], drift, conflicts: [] };
}

/** Only a person can take it back, and nothing can be written to it before. */
const archived = ({ key, title }: DesiredNode, { location }: LiveNode): Conflict => ({
  key,
  title,
  message: {
    ja: `「${title}」(${location})がアーカイブされています`,
    en: `"${title}" (${location}) is archived`,
  },
  hint: {
    ja: "ワークスペースでアーカイブから元に戻してください",
    en: "Restore it from the archive in the workspace.",
  },
});

/** Absence is only believed where everything could be read, and nothing carries the marker twice. */
function whyNotCreate(node: DesiredNode, world: World): Conflict | undefined {
  const { key, title } = node;
  const twins = world.byKey.get(key) ?? [];
  if (twins.length > 1) {
    const places = twins.map((twin) => twin.location).join(", ");
    return {
      key,
      title,
      message: {
        ja: `「${title}」の印を持つページが複数あります: ${places}`,
        en: `several pages carry the marker of "${title}": ${places}`,
      },
      hint: {
        ja: "一つを残し、ほかは消すか、架け橋の印(先頭の kakehashi の行。データベースなら説明欄)を消してください",
        en: "Keep one; delete the others, or our mark in them: the lines with kakehashi at their head, or in a database's description.",
      },
    };
  }
  const bound = world.bindings.get(key)?.remoteId;
  if (bound !== undefined && world.unreachable.has(bound) && !world.goneForGood) {
    return {
      key,
      title,
      message: {
        ja: `「${title}」にアクセスできません。完全に削除されたか、共有が外されています`,
        en: `"${title}" cannot be reached: it was deleted for good, or is no longer shared`,
      },
      hint: {
        ja: "共有を戻してください。完全に削除したのなら kakehashi apply --confirm で作り直します",
        en: "Share it again. If it was deleted for good, `kakehashi apply --confirm` makes a new one.",
      },
    };
  }
  if (world.complete) return undefined;
  return {
    key,
    title,
    message: {
      ja: `「${title}」が見つかりませんが、読めなかった場所があるため、無くなったとは言えません`,
      en: `"${title}" was not found, but not everything could be read, so it cannot be called gone`,
    },
    hint: { ja: "読めるようにしてから、もう一度実行してください", en: "Make it readable, then run again." },
  };
}

/** What was thrown away is taken back where it lay, with everything in it; what lies in it comes along. */
function restoreStep(node: DesiredNode, live: LiveNode, world: World): Step[] {
  if (live.parent !== null && world.byId.get(live.parent)?.trashed === true) return [];
  const { key, type, title } = node;
  const changes = [{ field: "trash", from: "", to: "" }];
  const base = { key, type, title, node, remoteId: live.remoteId, changes };
  return [
    {
      action: "update",
      ...base,
      retitle: false,
      blocks: [],
      seedRows: false,
      restore: true,
      repairSchema: false,
      views: [],
    },
  ];
}

function moveStep(node: DesiredNode, live: LiveNode, world: World): Step[] {
  const parent = node.parent === null ? null : world.found.get(node.parent)?.remoteId;
  if (parent === live.parent) return [];
  const { key, type, title } = node;
  const from = live.parent === null ? "" : (world.byId.get(live.parent)?.title ?? "");
  const to = node.parent === null ? "" : (world.desired.get(node.parent)?.title ?? "");
  return [
    {
      action: "move",
      key,
      type,
      title,
      remoteId: live.remoteId,
      parent: node.parent,
      changes: [{ field: "parent", from, to }],
    },
  ];
}

function updateStep(node: DesiredNode, live: LiveNode, binding: Binding, world: World): Step[] {
  const { key, type, title } = node;
  const retitle = binding.title !== title;
  const blocks = managedBlocks(node.blocks).filter(
    (block) =>
      isPlanned(block) &&
      isOurs(block, live) &&
      (binding.blocks[block.id] !== blockHash(block, key, world.trails) ||
        live.blocks.some((found) => found.id === block.id && found.broken)),
  );
  const newRows = (node.seeds ?? []).filter((seed) => !binding.seeded.includes(seed.id));
  const repairs = (live.fields ?? []).flatMap(repairOf);
  const views = missingViews(node, binding, world);
  const changes: Change[] = [
    ...(retitle ? [{ field: "title", from: live.title, to: title }] : []),
    ...blocks.map((block) => ({ field: `block:${block.id}`, from: "", to: "" })),
    ...(newRows.length > 0 ? [{ field: "rows", from: "", to: `+${newRows.length}` }] : []),
    ...repairs,
    ...(views.length > 0 ? [{ field: "views", from: "", to: `+${views.length}` }] : []),
  ];
  if (changes.length === 0) return [];
  const { remoteId } = live;
  return [
    {
      action: "update",
      key,
      type,
      title,
      node,
      remoteId,
      retitle,
      blocks,
      seedRows: newRows.length > 0,
      restore: false,
      repairSchema: repairs.length > 0,
      views,
      changes,
    },
  ];
}

/** The schema is the product's: what it lacks is added, and a type that was changed is set back. */
function repairOf({ field, state, label, lacks }: LiveField): Change[] {
  const options = lacks.length > 0 ? [{ field: `options:${field}`, from: label, to: lacks.join(", ") }] : [];
  switch (state) {
    case "missing":
      return [{ field: `property:${field}`, from: "", to: label }];
    case "retyped":
      return [{ field: `type:${field}`, from: label, to: "" }];
    case "replaced":
      return [{ field: `replaced:${field}`, from: label, to: "" }, ...options];
    case "fits":
    case "renamed":
      return options;
    default:
      throw new Error(`unhandled ${state satisfies never}`);
  }
}

/** Views are made once, with their node: only what a killed run left undone is still to be made. */
function missingViews(node: DesiredNode, binding: Binding, world: World): string[] {
  if (!world.makesViews) return [];
  return (node.views ?? []).map(({ id }) => id).filter((id) => !(id in binding.views));
}

/** Blocks that sync fills from the store are no business of the plan. */
function isPlanned(block: ManagedBlock): boolean {
  return !block.id.startsWith("live-");
}

/** Still there and as the product left it. */
function isOurs(block: ManagedBlock, live: LiveNode): boolean {
  return live.blocks.some((found) => found.id === block.id && !found.edited);
}

function driftOf(
  node: DesiredNode,
  live: LiveNode,
  binding: Binding | undefined,
  { capabilities }: World,
): Drift[] {
  const place = { key: node.key, location: live.location };
  const drift: Drift[] = [];
  const expected = binding?.shownTitle ?? node.title;
  const isRetitled = binding !== undefined && binding.title !== node.title;
  if (!isRetitled && foldTitle(live.title) !== foldTitle(expected)) {
    drift.push({
      ...place,
      kind: "renamed",
      message: {
        ja: `名前が「${expected}」から「${live.title}」に変えられています(そのままにします)`,
        en: `renamed from "${expected}" to "${live.title}" by a person (left as it is)`,
      },
    });
  }
  for (const { state, label, field } of live.fields ?? []) {
    if (state !== "renamed") continue;
    const own = node.schema?.fields.find(({ name }) => name === field)?.[node.language] ?? field;
    drift.push({
      ...place,
      kind: "renamed-property",
      message: {
        ja: `プロパティ「${own}」の名前が「${label}」に変えられています(そのまま読みます)`,
        en: `the property "${own}" was renamed to "${label}" by a person (left, and read as before)`,
      },
    });
  }
  if (node.type === "database" && !capabilities.databaseText) return drift;
  for (const block of managedBlocks(node.blocks)) {
    const found = live.blocks.find((candidate) => candidate.id === block.id);
    if (found === undefined) {
      drift.push({
        ...place,
        kind: "removed-block",
        message: {
          ja: `自動更新の区画「${block.id}」が消されています(書き直しません)`,
          en: `the generated block "${block.id}" was removed by a person (not written again)`,
        },
      });
    } else if (found.edited) {
      drift.push({
        ...place,
        kind: "edited",
        message: {
          ja: `自動更新の区画「${block.id}」が手で直されています(上書きしません)`,
          en: `the generated block "${block.id}" was edited by a person (not overwritten)`,
        },
      });
    }
  }
  return drift;
}

/** What left the spec and is not at rest yet, nor thrown away by a person: only the tops of what goes, the rest goes along. */
function archiveSteps(world: World): Step[] {
  const leaving = [...world.found].filter(
    ([key, live]) =>
      !world.desired.has(key) &&
      live.trashed !== true &&
      live.archived !== true &&
      !isBelow(live, world.found.get(world.archive), world),
  );
  const ids = new Set(leaving.map(([, live]) => live.remoteId));
  return leaving
    .filter(([, live]) => live.parent === null || !ids.has(live.parent))
    .map(([key, live]): Step => ({
      action: "archive",
      key,
      type: live.type,
      title: live.title,
      remoteId: live.remoteId,
      archive: world.archive,
      changes: [
        {
          field: "parent",
          from: live.parent === null ? "" : (world.byId.get(live.parent)?.title ?? ""),
          to: world.desired.get(world.archive)?.title ?? "",
        },
      ],
    }));
}

/** A title that something which stays has already taken: in the same place, or anywhere if no two may be the same. */
function titleConflicts(steps: readonly Step[], world: World): Conflict[] {
  const going = new Set(
    steps.flatMap((step) => {
      const goes =
        step.action === "archive" || step.action === "move" || (step.action === "update" && step.retitle);
      return goes ? [step.remoteId] : [];
    }),
  );
  return steps.flatMap((step) => {
    const claims =
      step.action === "create" || step.action === "move" || (step.action === "update" && step.retitle);
    if (!claims) return [];
    const own = step.action === "create" ? undefined : step.remoteId;
    const other = rivals(step, world).find(
      ({ remoteId, title }) =>
        remoteId !== own && !going.has(remoteId) && foldTitle(title) === foldTitle(step.title),
    );
    return other === undefined ? [] : [titleTaken(step, other, world)];
  });
}

/** What could have the title of a step's node. */
function rivals(step: Step, world: World): readonly Taken[] {
  if (world.capabilities.uniqueTitles === "workspace") {
    const stranger = world.taken.get(foldTitle(step.title));
    return [...world.byId.values(), ...(stranger === undefined ? [] : [stranger])];
  }
  const parent = world.desired.get(step.key)?.parent ?? null;
  const parentId = parent === null ? null : world.found.get(parent)?.remoteId;
  return parentId === undefined ? [] : (world.children.get(parentId) ?? []);
}

function titleTaken(step: Step, other: Taken, { capabilities }: World): Conflict {
  // Where a page is a folder, the folder may outlive its page.
  const folder = capabilities.uniqueTitles === "parent" ? FOLDER_STAYED : { ja: "", en: "" };
  const everywhere = capabilities.uniqueTitles === "workspace" ? IN_SPACE : { ja: "", en: "" };
  return {
    key: step.key,
    title: step.title,
    message: {
      ja: `「${step.title}」の場所に、別のもの(${other.location})がすでにあります`,
      en: `something else (${other.location}) already has the place of "${step.title}"`,
    },
    hint: {
      ja: `名前だけでは同じページと見なしません。それを改名・移動するか、定義の名前を変えてください${folder.ja}${everywhere.ja}`,
      en: `A title alone is no identity: rename or move it, or choose another name in the spec.${folder.en}${everywhere.en}`,
    },
  };
}

const IN_SPACE = {
  ja: "。このワークスペースでは、アーカイブされたものを含め、同じ名前のページを二つ置けません",
  en: " No two pages of this workspace may have one title, archived ones included.",
} as const;

const FOLDER_STAYED = {
  ja: "。ページを消してフォルダーだけが残っているなら、フォルダーを改名して実行すると、中の記録は新しいページの下に移ります",
  en: " Where a page was deleted and its folder stayed, rename the folder: what is in it moves below the new page.",
} as const;

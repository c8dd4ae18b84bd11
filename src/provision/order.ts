import { foldTitle } from "../spec/titles.ts";
import type { Step } from "./steps.ts";
import { isBelow, type World } from "./world.ts";

/**
 * The order in which steps can be done: first what is known is bound and taken out of the trash, then whatever leaves without holding
 * anything that stays makes room, then parents before children, then the rest of what leaves; blocks come
 * last, when everything that they link to is there.
 */
export function orderSteps(steps: readonly Step[], world: World): Step[] {
  const placed = [...world.desired.keys()];
  const depth = new Map(placed.map((key, at) => [key, at]));
  const byPlace = (a: Step, b: Step) => (depth.get(a.key) ?? 0) - (depth.get(b.key) ?? 0);
  const of = (...actions: Step["action"][]) => steps.filter((step) => actions.includes(step.action));
  const archives = of("archive");
  const early = archives.filter((step) => !holdsSomethingWanted(step, world));
  const all = of("update");
  const restores = all.filter((step) => step.action === "update" && step.restore);
  const updates = all.filter((step) => !restores.includes(step));
  const retitles = updates.filter((step): step is Retitle => step.action === "update" && step.retitle);
  return [
    ...of("adopt").sort(byPlace),
    ...restores.sort(byPlace),
    ...early.filter(() => world.found.has(world.archive)),
    ...makeRoomFirst(retitles.sort(byPlace), world),
    ...of("create", "move").sort(byPlace),
    ...archives.filter((step) => !early.includes(step) || !world.found.has(world.archive)),
    ...updates.filter((step) => !(step.action === "update" && step.retitle)).sort(byPlace),
  ];
}

function holdsSomethingWanted(step: Step, world: World): boolean {
  const top = world.found.get(step.key);
  return [...world.desired.keys()].some((key) => {
    const live = world.found.get(key);
    return live !== undefined && isBelow(live, top, world);
  });
}

type Retitle = Extract<Step, { action: "update" }>;

/**
 * A unit that takes over another's former name waits until that one has given it up. Where names go round
 * in a circle, one of them steps aside under an interim title first.
 */
function makeRoomFirst(retitles: readonly Retitle[], world: World): Step[] {
  const ordered: Step[] = [];
  const titles = new Map(
    retitles.map((step) => [step.key, foldTitle(world.found.get(step.key)?.title ?? "")]),
  );
  const waiting = [...retitles];
  while (waiting.length > 0) {
    const free = waiting.findIndex((step) =>
      waiting.every((other) => other === step || titles.get(other.key) !== foldTitle(step.title)),
    );
    const [step] = waiting.splice(Math.max(free, 0), 1);
    if (step === undefined) break;
    if (free === -1) {
      const title = `${step.title} (${step.key.split("/").at(-1) ?? ""})`;
      ordered.push({ ...step, title, node: { ...step.node, title }, blocks: [], seedRows: false });
      titles.set(step.key, foldTitle(title));
      waiting.push(step);
    } else {
      ordered.push(step);
      titles.delete(step.key);
    }
  }
  return ordered;
}

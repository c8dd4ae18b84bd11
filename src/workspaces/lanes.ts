export type Priority = "interactive" | "background";

/** Tells one who waits that it may start, or with what to fail instead. */
export type Start = (refusal: Error | null) => void;

/** Two lines of waiting starts. */
export interface Lanes {
  /** Puts it at an end of its lane; those put first go in the order of putting. */
  add(priority: Priority, start: Start, end: "first" | "last"): void;
  /** The one whose turn it is. Interactive ones go before, but every fifth start is a background one. */
  next(): Start | undefined;
  size(): number;
}

/** Interactive starts in a row before a background one gets its turn, so that none waits for ever. */
const IN_A_ROW = 4;

export function openLanes(): Lanes {
  const interactive = openLane();
  const background = openLane();
  let row = 0;
  return {
    add: (priority, start, first) =>
      (priority === "interactive" ? interactive : background).add(start, first),
    next: () => {
      const isInteractive = interactive.size() > 0 && (row < IN_A_ROW || background.size() === 0);
      row = isInteractive ? row + 1 : 0;
      return (isInteractive ? interactive : background).next();
    },
    size: () => interactive.size() + background.size(),
  };
}

/** First in, first out, except for those put in front. An index instead of `shift` keeps long lines fast. */
function openLane() {
  const front: Start[] = [];
  let line: Start[] = [];
  let head = 0;
  return {
    add: (start: Start, end: "first" | "last"): void => void (end === "first" ? front : line).push(start),
    size: (): number => front.length + line.length - head,
    next: (): Start | undefined => {
      if (front.length > 0) return front.shift();
      const start = line[head];
      head += 1;
      if (head >= line.length) {
        line = [];
        head = 0;
      }
      return start;
    },
  };
}

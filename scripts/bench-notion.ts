import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Spec } from "../src/model/spec.ts";
import { parseSpec } from "../src/spec/load.ts";
import { perMinute } from "../src/workspaces/budget.ts";
import { type Limiter, openLimiter } from "../src/workspaces/limiter.ts";
import { type FakeNotion, startNotion } from "../test/fakes/notion-server.ts";
import { type PacedApply, pacedApply } from "../test/workspaces/notion/paced-notion.ts";
import type { Pace } from "../test/workspaces/standing-time.ts";

/**
 * What Notion costs: requests of each command, against the double, and how an apply keeps to a budget that the double
 * enforces, beside two other ways to keep it. Minutes are virtual; everything is counted by the double.
 */
export interface NotionBench {
  readonly costs: readonly Cost[];
  readonly paces: readonly (PacedApply & {
    readonly partner: string;
    readonly way: string;
    readonly perMinute: number;
  })[];
}

interface Cost {
  readonly partner: string;
  readonly apply: number;
  /** Pages, databases, views and rows made by it. */
  readonly made: number;
  readonly databases: number;
  /** Answers of the apply that were no success; probes with empty requests would be among them. */
  readonly refused: number;
  readonly plan: number;
  readonly sync: number;
}

const SAMPLE = fileURLToPath(new URL("sample/partner-sorei.json", import.meta.url));
const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

export async function benchNotion(): Promise<NotionBench> {
  const sample = await sampleSpec();
  const costs = [
    await costOf("15 units, the sample", sample, [
      ["import", "entries", SAMPLE, "--partner", "sorei"],
      ["import", "orders", SAMPLE, "--partner", "sorei"],
    ]),
    await costOf("100 units", hundredUnits(), []),
  ];
  const paces = [];
  const small = parseSpec(sample, "sorei.yaml", { zone: "Asia/Tokyo" });
  const large = Spec.parse(JSON.parse(hundredUnits()));
  for (const [partner, spec, perMinute, way] of [
    ["15 units", small, 180, "ours"],
    ["15 units", small, 180, "spaced"],
    ["15 units", small, 180, "none"],
    ["100 units", large, 180, "ours"],
    ["100 units", large, 180, "none"],
    ["100 units", large, 600, "ours"],
  ] as const) {
    const limiter = (pace: Pace) => WAYS[way](perMinute, pace);
    paces.push({ partner, way: NAMES[way], perMinute, ...(await pacedApply(spec, { perMinute, limiter })) });
  }
  return { costs, paces };
}

export const notionBenchLines = ({ costs, paces }: NotionBench): string[] => [
  line(["requests on Notion", "apply", "made + databases", "ratio", "not 2xx", "plan again", "sync again"]),
  ...costs.map(({ partner, apply, made, databases, refused, plan, sync }) => {
    const ratio = (apply / (made + databases)).toFixed(3);
    return line([partner, apply, made + databases, ratio, refused, plan, sync]);
  }),
  "",
  line(["apply at a budget", "a minute", "requests", "429s", "not done", "minutes", "share used", "kept by"]),
  ...paces.map(({ partner, perMinute, way, requests, refused, unfinished, virtualMs, share }) => {
    const minutes = (virtualMs / 60_000).toFixed(1);
    const used = share === null ? "one window" : `${(share * 100).toFixed(1)} %`;
    return line([partner, perMinute, requests, refused, unfinished, minutes, used, way]);
  }),
];

const line = ([name, ...cells]: readonly (string | number)[]): string =>
  [String(name).padEnd(22), ...cells.map((cell) => String(cell).padStart(10))].join("  ");

/** How the budget is kept. */
const WAYS = {
  ours: (budget, pace) => openLimiter({ rate: perMinute(budget), ...pace }),
  spaced: (budget, pace) => evenlySpaced(budget, pace),
  none: (_, pace) => ({ ...openLimiter({ rate: perMinute(1_000_000_000), ...pace }), pause: () => {} }),
} as const satisfies Record<string, (perMinute: number, pace: Pace) => Limiter>;

const NAMES = {
  ours: "our limiter",
  spaced: "an even pace, as p-throttle keeps it",
  none: "nothing but each request's own Retry-After",
} as const satisfies Record<keyof typeof WAYS, string>;

function evenlySpaced(perMinute: number, { now, sleep }: Pace): Limiter {
  let next = 0;
  let requests = 0;
  const turn = async (): Promise<void> => {
    const at = Math.max(now(), next);
    next = at + 60_000 / perMinute;
    requests += 1;
    if (at > now()) await sleep(at - now());
  };
  return {
    run: async (_, task) => {
      await turn();
      const again = async (afterMs: number): Promise<void> => {
        await sleep(afterMs);
        await turn();
      };
      return task({ again });
    },
    pause: () => {},
    requests: () => requests,
  };
}

/** Runs the commands as processes, with as many requests a minute as they like. */
async function costOf(partner: string, spec: string, fill: readonly (readonly string[])[]): Promise<Cost> {
  const dir = await mkdtemp(join(tmpdir(), "kakehashi-cost-"));
  let ahead = 0;
  const server = await startNotion({ latencyMs: 0, now: () => Date.now() + ahead });
  try {
    await writeFile(join(dir, "spec.yaml"), spec);
    const requestsOf = async (...args: readonly string[]) => {
      server.forget();
      await kakehashi(dir, server, args);
      return [...server.requests];
    };
    const apply = await requestsOf("apply", "spec.yaml", "--yes");
    const plan = await requestsOf("plan", "spec.yaml", "--check");
    for (const args of fill) await requestsOf(...args);
    // Stamps are floored to the minute: what was edited in the present one is read again, since it may go on.
    await requestsOf("sync");
    ahead += 600_000;
    await requestsOf("sync");
    const sync = await requestsOf("sync");
    const creates = apply.filter(({ method, path }) => method === "POST" && CREATES.has(path));
    return {
      partner,
      apply: apply.length,
      made: creates.length,
      databases: creates.filter(({ path }) => path === "/v1/databases").length,
      refused: apply.filter(({ status }) => status < 200 || status > 299).length,
      plan: plan.length,
      sync: sync.length,
    };
  } finally {
    await server.close();
    await rm(dir, { recursive: true, force: true });
  }
}

const CREATES = new Set(["/v1/pages", "/v1/databases", "/v1/views"]);

async function kakehashi(
  dir: string,
  { url, token, rootPageId }: Pick<FakeNotion, "url" | "token" | "rootPageId">,
  args: readonly string[],
): Promise<void> {
  const env = {
    ...process.env,
    DATABASE_URL: "",
    DATABASE_URL_FILE: "",
    KAKEHASHI_WORKSPACE: "notion",
    KAKEHASHI_DATA_DIR: join(dir, "data"),
    NOTION_TOKEN: token,
    NOTION_ROOT_PAGE_ID: rootPageId,
    NOTION_BASE_URL: url,
    NOTION_REQUESTS_PER_MINUTE: "100000000",
  };
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: dir,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`kakehashi ${args.join(" ")} ended with ${String(code)}`);
}

/** As `import org` writes it. */
async function sampleSpec(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "kakehashi-cost-"));
  try {
    const file = join(dir, "sorei.yaml");
    const nowhere = { url: "http://127.0.0.1", token: "none", rootPageId: "none" };
    await kakehashi(dir, nowhere, ["import", "org", SAMPLE, "--partner", "sorei", "--out", file]);
    return await readFile(file, "utf8");
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** 20 divisions and 80 branches, every other of them below a division. JSON is YAML. */
function hundredUnits(): string {
  const units = Array.from({ length: 100 }, (_, at) => ({
    key: `u${at}`,
    name: `第${at}営業所`,
    kind: at < 20 ? "division" : "branch",
    ...(at >= 20 && at % 2 === 0 ? { parent: `u${at % 20}` } : {}),
  }));
  return JSON.stringify({ partner: { key: "hundred", name: "百貨商会" }, units });
}

if (import.meta.main) for (const line of notionBenchLines(await benchNotion())) console.log(line);

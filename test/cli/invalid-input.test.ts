import { mkdir, readdir, symlink } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Failure, SearchAnswer } from "./answers.ts";
import { type Desk, openDesk, specText, UNITS } from "./run.ts";

/** Everything wrong that can be typed or handed in: 64, with a sentence, its place and what to do about it. */

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.write("spec.yaml", specText());
  await desk.run(["apply", "spec.yaml", "--yes"]);
});
afterAll(() => desk[Symbol.asyncDispose]());

/** The same failure as people get it (in Japanese) and as scripts do (in English). */
async function refusal(
  args: readonly string[],
  { env = {} }: { env?: Readonly<Record<string, string>> } = {},
) {
  const [shown, document] = await Promise.all([
    desk.run(args, { env, language: "ja" }),
    desk.json(Failure, args, { env, exit: 64 }),
  ]);
  expect(shown).toMatchObject({ exit: 64, stdout: "" });
  expect(shown.stderr).toMatch(/^エラー: .*[ぁ-ん]/u);
  // Nothing is said twice, no arrow points at nothing, and both name the same places.
  const lines = shown.stderr.trimEnd().split("\n");
  expect(lines).toEqual([...new Set(lines)]);
  expect(lines).not.toContain("  →");
  const places = document.error.message.match(/\S+:\d+:\d+ /gu) ?? [];
  for (const place of places) expect(shown.stderr).toContain(place);
  return { ...document.error, ja: shown.stderr };
}

describe("a wrong command line", () => {
  test.each([
    [["serach", "x"], "search"],
    [["search", "x", "--limt", "3"], "--limit"],
    [["import", "orgs", "x.csv"], "org"],
  ])("%j comes with what was probably meant", async (args, meant) => {
    const { code, hint, ja } = await refusal(args);
    expect(code).toBe("usage");
    expect(hint).toContain(meant);
    expect(ja).toContain(`もしかして ${meant}`);
  });

  test.each([
    [["search"], "query"],
    [["plan"], "spec"],
    [["import", "entries"], "file"],
    [["release", "approve"], "id"],
    [["add", "--kind", "issue"], "--unit"],
    [["add", "--unit", "大阪"], "--kind"],
    [["search", "x", "--kind"], "--kind"],
    [["doctor", "all"], "doctor"],
  ])("%j names what is missing or too much", async (args, name) => {
    const { code, message } = await refusal(args);
    expect(code).toBe("usage");
    expect(message).toContain(name);
  });

  test.each([
    [["search", "x", "--kind", "story"], "issue, success, failure"],
    [["search", "x", "--level", "boss"], "head, manager, field"],
    [["match", "--audience", "press"], "vendor, partner"],
    [["digest", "build", "--audience", "press"], "vendor, partner"],
    [["add", "--unit", "大阪", "--kind", "idea"], "issue, success, failure"],
    [["search", "x", "--limit", "many"], "1 to 1000"],
    [["search", "x", "--limit", "0"], "1 to 1000"],
    [["match", "--limit", "1.5"], "1 to 1000"],
    [["search", "x", "--since", "2026-13"], "2026-09-14"],
    [["search", "x", "--until", "2026-02-30"], "2026-09-14"],
    [["search", "x", "--since", "last week"], "2026-09-14"],
    [["digest", "show", "--week", "48"], "2026-W48"],
    [["digest", "show", "--week", "2026-W54"], "2026-W53"],
  ])("%j names the value, and says what the option takes", async (args, wanted) => {
    const { code, message, hint } = await refusal(args);
    expect(code).toBe("usage");
    expect(message).toContain(args.at(-1)?.match(/\d+$/u)?.[0] ?? args.at(-1));
    expect(hint).toContain(wanted);
  });

  test.each([
    [["search", "x", "--unit", "大坂支店"], "大阪支店"],
    [["add", "--unit", "br-okc", "--kind", "issue"], "br-osk"],
    [["coverage", "--unit", "経理部"], "br-osk"],
    [["digest", "build", "--unit", "経理部"], "br-osk"],
    [["search", "x", "--partner", "acmee"], "acme"],
    [["sync", "--partner", "nobody"], "acme"],
    [["digest", "run", "--partner", "nobody"], "acme"],
    [["search", "x", "--as", "unit:br-okc"], "unit:br-osk"],
    [["match", "--as", "nobody"], "unit:br-osk"],
  ])("%j knows what there is instead", async (args, known) => {
    expect((await refusal(args)).hint).toContain(known);
  });

  test.each([
    [["match", "--issue", "E99"], "E99"],
    [["release", "show", "E99"], "E99"],
    [["release", "approve", "E99"], "E99"],
  ])("%j names an entry that is not there", async (args, id) => {
    const { code, message } = await refusal(args);
    expect(code).toBe("not_found");
    expect(message).toContain(id);
  });

  test("variables of the environment that cannot be used are named, all at once", async () => {
    const { message } = await refusal(["doctor"], {
      env: { KAKEHASHI_WORKSPACE: "paper", KAKEHASHI_TZ: "Mars/Olympus" },
    });
    expect(message).toMatch(/KAKEHASHI_WORKSPACE.*"paper"[^]*KAKEHASHI_TZ.*"Mars\/Olympus"/u);
    const language = await desk.run(["doctor"], { env: { KAKEHASHI_LANGUAGE: "fr" } });
    expect(language).toMatchObject({ exit: 64, stdout: "" });
  });

  test.each(["mysql://me:canary@h/db", "canary", "postgres://me:canary@[h/db"])(
    "a DATABASE_URL that cannot be one is named and not shown, given itself or in a file: %s",
    async (url) => {
      await desk.write("database-url", url);
      for (const env of [{ DATABASE_URL: url }, { DATABASE_URL_FILE: "database-url" }]) {
        const { message } = await refusal(["doctor"], { env });
        expect(message).toMatch(/DATABASE_URL.*postgres:\/\//u);
        expect(message).not.toContain("canary");
      }
    },
  );
});

describe("a file that cannot be used", () => {
  test.each([
    ["validate"],
    ["plan"],
    ["apply", "--yes"],
    ["import", "org"],
    ["import", "entries"],
    ["import", "orders"],
    ["add", "--unit", "関西", "--kind", "issue", "--file"],
    ["init", "new", "--org"],
  ])("and is not there is named: %s %s", async (...command) => {
    const { code, message } = await refusal([...command, "missing.file"]);
    expect(code).toBe("not_found");
    expect(message).toContain("missing.file");
  });

  test.each([
    ["broken.json", '{"entries": [\n {"id": 1,}\n]}', "broken.json:2:"],
    ["list.json", "[1]", "list.json:1:1 "],
    ["open.csv", '件名,種別,拠点\n"見積,課題,大阪', "open.csv:2:"],
    ["blank.csv", "", "blank.csv:1:1 "],
    ["plain.csv", "a,b\n1,2\n", "plain.csv:1:1 "],
  ])("is refused where reading it failed: %s", async (file, text, place) => {
    await desk.write(file, text);
    for (const command of ["entries", "orders"]) {
      const { code, message, ja } = await refusal(["import", command, file, "--partner", "acme"]);
      expect(code).toBe("invalid_input");
      expect(message).toContain(place);
      expect(ja).toContain(place);
    }
  });

  test("is refused as an organisation too, and no spec is written", async () => {
    await desk.write("org.json", '{"partner": {"id": "p"},\n "units": 3}');
    const { message } = await refusal(["import", "org", "org.json", "--out", "org.yaml"]);
    expect(message).toContain("org.json:2:");
    await desk.write("broken.json", '{"entries": [\n {"id": 1,}\n]}');
    expect((await refusal(["import", "org", "broken.json", "--out", "org.yaml"])).message).toContain(
      "broken.json:2:",
    );
    expect(await readdir(desk.dir)).not.toContain("org.yaml");
  });

  test("a partner key that is no slug is refused before anything is written", async () => {
    await desk.write("good.json", '{"partner": {"id": "p", "name_ja": "P社"}, "units": []}');
    const args = ["import", "org", "good.json", "--partner", "P 社", "--out", "key.yaml"];
    expect((await refusal(args)).message).toContain("P 社");
    expect(await readdir(desk.dir)).not.toContain("key.yaml");
  });

  test.each([
    ["broken YAML", "partner: {key: a\nunits:\n  - x\n", "2:1"],
    [
      "a key twice",
      specText({ units: ["{ key: a, name: 一, kind: hq }", "{ key: a, name: 二, kind: hq }"] }),
      "4:12",
    ],
    [
      "one title twice",
      specText({ units: ["{ key: a, name: ＤＸ室, kind: hq }", "{ key: b, name: dx室, kind: hq }"] }),
      "4:21",
    ],
    [
      "an unknown parent",
      specText({ units: [...UNITS, "{ key: c, name: 堺, kind: branch, parent: oska }"] }),
      "5:46",
    ],
    ["a circle of parents", specText({ units: ["{ key: a, name: 一, kind: hq, parent: a }"] }), "3:42"],
    ["a slug that is none", specText({ key: "Acme_1" }), "1:17"],
    ["an unknown field", specText({ more: "digset: {}\n" }), "5:1"],
    ["an alignment without evidence", specText({ more: "top_alignment: true\n" }), "5:16"],
    [
      "a day that does not exist",
      specText({ units: ["{ key: a, name: 一, kind: hq, valid_to: 2026-02-30 }"] }),
      "3:44",
    ],
  ])("a spec with %s is refused at its place", async (_, text, place) => {
    await desk.write("wrong.yaml", text);
    const { code, message } = await refusal(["apply", "wrong.yaml", "--yes"]);
    expect(code).toBe("invalid_spec");
    expect(message).toContain(`wrong.yaml:${place} `);
  });

  test("an unknown field of a spec comes with what was probably meant", async () => {
    await desk.write("field.yaml", specText({ more: "digset: {}\n" }));
    expect((await refusal(["plan", "field.yaml"])).ja).toContain("「digest」ではありませんか");
  });

  test("two specs of one partner in one command are refused: the second would undo the first", async () => {
    await desk.write("twin.yaml", specText({ units: UNITS.slice(0, 1) }));
    const { message } = await refusal(["apply", "spec.yaml", "twin.yaml", "--yes"]);
    expect(message).toMatch(/spec\.yaml.*twin\.yaml.*acme/u);
  });
});

test("a folder of the vault that leads outside is not written through", async () => {
  await using other = await openDesk();
  await other.write("spec.yaml", specText());
  await mkdir(other.at("outside"));
  await mkdir(other.at("vault"));
  await symlink(other.at("outside"), other.at("vault/青波商事"));
  const ran = await other.run(["apply", "spec.yaml", "--yes"]);
  expect(ran.exit).not.toBe(0);
  expect(ran.exit).not.toBe(70);
  expect(await readdir(other.at("outside"))).toEqual([]);
});

test("the control: nothing of all that was wrong has changed anything", async () => {
  expect(await desk.run(["plan", "spec.yaml", "--check"])).toMatchObject({ exit: 0 });
  expect(await desk.json(SearchAnswer, ["search", ""])).toMatchObject({ total: 0 });
});

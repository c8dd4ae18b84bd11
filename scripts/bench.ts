import { benchDigest, digestBenchLines } from "./bench-digest.ts";
import { benchMatch, matchBenchLines } from "./bench-match.ts";
import { benchNotion, notionBenchLines } from "./bench-notion.ts";
import { benchStart } from "./bench-start.ts";
import { benchVault } from "./bench-vault.ts";

/** Every figure that the README quotes, each beside what it is compared with, measured in one run. */

for (const line of matchBenchLines(await benchMatch())) console.log(line);

const vault = await benchVault();
const ms = (value: number) => `${value.toFixed(0)} ms`;
const ratio = (a: number, b: number) => `${(a / b).toFixed(2)}×`;
console.log(`\napply of a 30-unit partner on the vault (${vault.files} files, median of 7)`);
console.log(`  apply        ${ms(vault.applyMs)}  ${ratio(vault.applyMs, vault.plainMs)} plain fs writes`);
console.log(`  plain fs     ${ms(vault.plainMs)}`);
console.log(`  no-op plan   ${ms(vault.noopPlanMs)}  ${ratio(vault.noopPlanMs, vault.applyMs)} apply`);

const start = benchStart();
console.log("\nstart of the command (median of 21)");
console.log(`  kakehashi --help  ${ms(start.helpMs)}  ${ratio(start.helpMs, start.nodeMs)} node -e 0`);
console.log(`  node -e 0         ${ms(start.nodeMs)}`);

console.log("");
for (const line of notionBenchLines(await benchNotion())) console.log(line);

console.log("");
for (const line of digestBenchLines(await benchDigest())) console.log(line);

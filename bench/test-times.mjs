// @ts-check
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { DIST, ROOT } from "../scripts/lib/paths.mjs";

/**
 * Prints where the last `npm test` spent its time, by file of tests, from its reports: `node bench/test-times.mjs [20]`.
 * Seconds of a worker, of which two run at once for units and three for stories; the loading of modules is not in them.
 */
const most = Number(process.argv[2] ?? 20);
const read = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(join(DIST, "test-reports", name), "utf8"));

/** @typedef {{ specs?: { file: string, tests: { results: { duration: number }[] }[] }[], suites?: Suite[] }} Suite */

/** @param {Suite} suite @returns {[string, number][]} */
const storiesOf = ({ specs = [], suites = [] }) => [
  ...specs.flatMap(({ file, tests }) =>
    tests.flatMap(({ results }) =>
      results.map(({ duration }) => /** @type {[string, number]} */ ([file, duration])),
    ),
  ),
  ...suites.flatMap(storiesOf),
];

/** @param {string} part @param {[string, number][]} times in milliseconds */
function print(part, times) {
  /** @type {Map<string, number>} */
  const files = new Map();
  for (const [file, time] of times) files.set(file, (files.get(file) ?? 0) + time / 1000);
  const sum = [...files.values()].reduce((a, b) => a + b, 0);
  process.stdout.write(`${part}: ${sum.toFixed(0)} s in ${files.size} files\n`);
  for (const [file, time] of [...files].sort((a, b) => b[1] - a[1]).slice(0, most))
    process.stdout.write(`${time.toFixed(1).padStart(8)}  ${file}\n`);
}

/** @type {{ name: string, startTime: number, endTime: number }[]} */
const units = read("vitest.json").testResults;
print(
  "unit and database",
  units.map(({ name, startTime, endTime }) => [relative(ROOT, name), endTime - startTime]),
);
print("end to end", storiesOf({ suites: read("playwright.json").suites }));

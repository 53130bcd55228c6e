import { circlesOf, importsOf } from "./imports";
import { listNaming } from "./named-kinds";
import { type Size, sizesOfFiles, sizesOfFunctions } from "./sizes";
import { productFiles } from "./syntax";

/*
 * The numbers of docs/architecture.md for the working copy: `npm run shape`. Lines are lines of files,
 * including comments and blank ones; a function's length is from its first line to its last.
 */

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const longest = (all: readonly Size[]) =>
  all.reduce((a, b) => (b.lines > a.lines ? b : a), { what: "", lines: 0 });

const lines = sizesOfFiles();
const functions = sizesOfFunctions();
const within = new Set(productFiles("components", "lib"));
const imports = [...within].flatMap((file) => importsOf(file)).filter(({ to }) => within.has(to));
const share = (count: number, all: number) => `${((100 * count) / all).toFixed(1)} %`;
const sum = (all: readonly Size[]) => all.reduce((total, one) => total + one.lines, 0);
const [file, own] = [longest(lines), longest(functions)];

const rows: [string, string | number][] = [
  ["production lines, files", `${sum(lines).toLocaleString("en")} in ${lines.length.toLocaleString("en")}`],
  ...["app", "components", "lib"].map((folder): [string, string] => [
    `lines of ${folder}`,
    sum(lines.filter(({ what }) => what.startsWith(`${folder}/`))).toLocaleString("en"),
  ]),
  [
    "file: median, mean",
    `${middle(lines.map((one) => one.lines))}, ${Math.round(sum(lines) / lines.length)}`,
  ],
  ["longest file", `${file.lines} (${file.what})`],
  ["functions over 40 lines", share(functions.filter((one) => one.lines > 40).length, functions.length)],
  ["functions over 60 lines", functions.filter((one) => one.lines > 60).length],
  ["longest function", `${own.lines} (${own.what})`],
  ["circles of folders in lib and components", circlesOf(imports).length],
  ["files that name materials outside their folders and db", listNaming().length],
];
process.stdout.write("| what | now |\n| --- | --- |\n");
for (const [what, now] of rows) process.stdout.write(`| ${what} | ${now} |\n`);

import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";
import { read } from "./syntax";

/** An import of one file by another. */
export interface Import {
  from: string;
  to: string;
}

const ENDINGS = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];

/** Returns the project's file that a specifier refers to; null for packages. Throws if there is none. */
function resolve(from: string, specifier: string): string | null {
  const isOwn = specifier.startsWith("@/") || specifier.startsWith(".");
  if (!isOwn) return null;
  const base = specifier.startsWith("@/") ? specifier.slice(2) : join(dirname(from), specifier);
  const found = ENDINGS.map((ending) => base + ending).find(
    (path) => existsSync(path) && statSync(path).isFile(),
  );
  if (!found) throw new Error(`${from}: nothing is at ${specifier}`);
  return found;
}

/** Returns the files of the project that a file imports, including types and dynamic imports. */
export function importsOf(file: string, source = read(file)): Import[] {
  const { module } = parseSync(file, source);
  const specifiers = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => source.slice(start + 1, end - 1)),
  ];
  return specifiers.flatMap((specifier) => {
    const to = resolve(file, specifier);
    return to === null ? [] : [{ from: file, to }];
  });
}

/**
 * Finds folders that import each other in a circle. Within each folder, files and subfolders (each counted as
 * one) must import each other in one direction; `lib` and `components` count as one folder. A result names the
 * circle and one import for each step.
 */
export function circlesOf(imports: readonly Import[]): string[] {
  const levels = new Map<string, Map<string, Map<string, Import>>>();
  for (const one of imports) {
    const [a, b] = [partsOf(one.from), partsOf(one.to)];
    const at = a.findIndex((part, index) => part !== b[index]);
    const [from, to] = [a[at], b[at]];
    if (from === undefined || to === undefined) continue;
    const level = entry(levels, a.slice(0, at).join("/"), () => new Map<string, Map<string, Import>>());
    entry(level, from, () => new Map<string, Import>()).set(to, one);
  }
  return [...levels].flatMap(([folder, level]) => circlesIn(folder, level));
}

/**
 * Splits a path into its parts; the first part has two segments, so that `lib/search` is beside
 * `components/search`.
 */
function partsOf(file: string): string[] {
  const [first = "", second = "", ...rest] = file.split("/");
  return [`${first}/${second}`, ...rest];
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

/** Returns the circles of one level, each once, by following imports until they return. */
function circlesIn(folder: string, level: ReadonlyMap<string, ReadonlyMap<string, Import>>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (node: string, path: string[]) => {
    if (path.includes(node)) {
      const circle = [...path.slice(path.indexOf(node)), node];
      const steps = circle.slice(1).map((to, index) => {
        const step = level.get(circle[index] ?? "")?.get(to);
        return `${step?.from} imports ${step?.to}`;
      });
      found.push(`${folder}: ${circle.join(" → ")} (${steps.join("; ")})`);
      return;
    }
    if (done.has(node)) return;
    for (const to of level.get(node)?.keys() ?? []) walk(to, [...path, node]);
    done.add(node);
  };
  for (const node of level.keys()) walk(node, []);
  return found;
}

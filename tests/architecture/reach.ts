/** A rule that one kind of module must not reach another, over however many imports. */
export interface ReachingRule {
  name: string;
  from: { path?: string | string[] };
  to: { path?: string | string[]; reachable: boolean };
}

interface Module {
  source: string;
  dependencies: { resolved: string }[];
}

/**
 * Finds what breaks such rules: for each rule and each module that it is about, the modules it must not reach. Each
 * module is visited once for each start, so the time grows with starts times imports.
 */
export function findReached(
  modules: readonly Module[],
  rules: readonly ReachingRule[],
): { rule: string; from: string; to: string }[] {
  const imports = new Map(
    modules.map((one) => [one.source, one.dependencies.map(({ resolved }) => resolved)]),
  );
  return rules.flatMap(({ name, from, to }) => {
    const starts = [...imports.keys()].filter((source) => matches(source, from.path));
    return starts.flatMap((start) =>
      [...reachedFrom(start, imports)]
        .filter((source) => matches(source, to.path))
        .map((source) => ({ rule: name, from: start, to: source })),
    );
  });
}

function reachedFrom(start: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [...(imports.get(start) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...(imports.get(next) ?? []));
  }
  return reached;
}

const matches = (source: string, path: string | string[] | undefined) =>
  [path ?? []].flat().some((pattern) => new RegExp(pattern).test(source));

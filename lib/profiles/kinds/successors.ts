import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Problem } from "@/lib/text/problems";

interface Provision {
  id: string;
  supersededBy: string | null;
}

/** Finds provisions with an impossible successor: itself, one that does not exist, or one that leads back to it. */
export function findSuccessorFaults(laws: readonly AnyRecord[]): Problem[] {
  const provisionsOf = (law: AnyRecord) => (law.provisions ?? []) as Provision[];
  const next = new Map(laws.flatMap(provisionsOf).map(({ id, supersededBy }) => [id, supersededBy]));
  return laws.flatMap((law, n) =>
    provisionsOf(law).flatMap(({ id, supersededBy }, m) => {
      const rule = supersededBy ? faultOf(id, supersededBy, next) : null;
      return rule
        ? [{ path: ["records", n, "provisions", m, "supersededBy"], field: "supersededBy", rule }]
        : [];
    }),
  );
}

function faultOf(id: string, successor: string, next: ReadonlyMap<string, string | null>): string | null {
  if (successor === id) return "itself";
  if (!next.has(successor)) return "successor";
  const passed = new Set<string>();
  for (let at: string | null = successor; at && !passed.has(at); at = next.get(at) ?? null) {
    if (at === id) return "circle";
    passed.add(at);
  }
  return null;
}

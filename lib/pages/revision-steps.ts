import type { Facts, Given } from "@/lib/core/audit";
import type { Consequence } from "@/lib/core/consequences";

/** Facts about revisions for which a kind of page can have its own consequences. */
const REVISION_FACTS = [
  "revision.published",
  "revision.pending",
  "revision.accepted",
  "revision.rejected",
  "revision.withdrawn",
  "revision.hidden",
  "revision.shown",
  "revision.purged",
] as const;
type RevisionFact = (typeof REVISION_FACTS)[number];
type Row<F extends RevisionFact> = Consequence<Given<F>>;

/** Consequences of facts about revisions, for one kind of page. */
export type RevisionSteps = { readonly [F in RevisionFact]?: Row<F> };

/** Builds rows of the table of consequences: those of any page first, then those of its kind. */
export function revisionRows(
  ofAll: RevisionSteps,
  ofSorts: Readonly<Record<string, RevisionSteps>>,
): { [F in RevisionFact]: Row<F> } {
  const rowOf = <F extends RevisionFact>(fact: F): Row<F> => {
    // What is purged is hidden as well: what follows from hiding, no kind of page has to say again.
    const facts = fact === "revision.purged" ? (["revision.hidden", fact] as const) : [fact];
    const rowsOf = ({ pageKind }: Facts[F]) =>
      [ofAll, ofSorts[pageKind] ?? {}].flatMap((steps) => facts.map((one) => steps[one] ?? {})) as Row<F>[];
    return {
      stale: (e) => rowsOf(e).flatMap((row) => row.stale?.(e) ?? []),
      later: (e) => rowsOf(e).flatMap((row) => row.later?.(e) ?? []),
      now: [
        async (ctx, e) => {
          const names = new Set<string>();
          const note = (found: readonly string[] = []) => {
            for (const name of found) names.add(name);
          };
          for (const { now = [] } of rowsOf(e)) for (const step of now) note((await step(ctx, e)) ?? []);
          for (const { staleFromDb } of rowsOf(e)) note(await staleFromDb?.(ctx, e));
          return [...names];
        },
      ],
    };
  };
  return Object.fromEntries(REVISION_FACTS.map((fact) => [fact, rowOf(fact)])) as unknown as ReturnType<
    typeof revisionRows
  >;
}

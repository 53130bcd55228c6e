import type { FactName } from "@/lib/core/audit";
import { DomainError } from "@/lib/core/errors";

/** A page as the steps of its way to readers need it. */
export interface Staged {
  id: string;
  slug: string;
  state: string;
  updatedAt: Date;
}

/**
 * A sort of page that has such a way: the log names each of its steps ("x.submitted", "x.put-back"), and `conflict` has
 * the reasons `x_state` and `x_changed`.
 */
export type Sort = FactName extends infer Name ? (Name extends `${infer K}.put-back` ? K : never) : never;

/** What every fact of such a page carries. */
export const factOf = ({ id, slug }: Pick<Staged, "id" | "slug">) => ({ pageId: id, slug });

/** Throws `conflict` / `…_state` unless a page is in one of these states. */
export function requireState(sort: Sort, page: Pick<Staged, "state">, states: readonly string[]): void {
  if (!states.includes(page.state)) throw new DomainError("conflict", `${sort}_state`, { state: page.state });
}

/**
 * Throws `conflict` / `…_changed` when a page was changed since the one was drawn on which somebody decides. `seen`: when
 * it had last changed then, as that page sends it back.
 */
export function requireSeen(
  sort: Sort,
  page: Pick<Staged, "updatedAt">,
  seen: number | string | undefined,
): void {
  if (seen !== undefined && new Date(seen).getTime() !== page.updatedAt.getTime())
    throw new DomainError("conflict", `${sort}_changed`);
}

/** Both for the other commands of one sort of page. */
export const guardsOf = <State extends string>(sort: Sort) => ({
  requireState: (page: { state: State }, ...states: State[]): void => requireState(sort, page, states),
  requireSeen: (page: Pick<Staged, "updatedAt">, seen: number | string | undefined): void =>
    requireSeen(sort, page, seen),
});

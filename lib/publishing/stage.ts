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

/** What the commands of one sort of page ask before they change one that somebody else may have changed. */
export function guardsOf<State extends string>(sort: Sort) {
  return {
    /** Throws `conflict` / `…_state` unless a page is in one of these states. */
    requireState({ state }: { state: State }, ...states: readonly State[]): void {
      if (!states.includes(state)) throw new DomainError("conflict", `${sort}_state`, { state });
    },
    /**
     * Throws `conflict` / `…_changed` when a page was changed since it was looked at. `seen`: when it had last changed then,
     * as its form sends it back.
     */
    requireSeen({ updatedAt }: Pick<Staged, "updatedAt">, seen: number | string | undefined): void {
      if (seen !== undefined && new Date(seen).getTime() !== updatedAt.getTime())
        throw new DomainError("conflict", `${sort}_changed`);
    },
  };
}

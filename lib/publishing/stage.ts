import type { FactName } from "@/lib/core/audit";
import { DomainError } from "@/lib/core/errors";

/** A page as the steps of its lifecycle need it. */
export interface Staged {
  id: string;
  slug: string;
  state: string;
  updatedAt: Date;
}

/**
 * A kind of page with a lifecycle: the log names its steps ("x.submitted", "x.put-back"), and `conflict` has
 * the reasons `x_state` and `x_changed`.
 */
export type Sort = FactName extends infer Name ? (Name extends `${infer K}.put-back` ? K : never) : never;

/** Details of every fact about such a page. */
export const factOf = ({ id, slug }: Pick<Staged, "id" | "slug">) => ({ pageId: id, slug });

/** Creates the checks that commands run before they change a page that another member may have changed. */
export function guardsOf<State extends string>(sort: Sort) {
  return {
    /** Throws `conflict` / `…_state` unless the page is in one of these states. */
    requireState({ state }: { state: State }, ...states: readonly State[]): void {
      if (!states.includes(state)) throw new DomainError("conflict", `${sort}_state`, { state });
    },
    /**
     * Throws `conflict` / `…_changed` if the page changed since it was seen. `seen`: the time of its last
     * change then, as the form returns it.
     */
    requireSeen({ updatedAt }: Pick<Staged, "updatedAt">, seen: number | string | undefined): void {
      if (seen !== undefined && new Date(seen).getTime() !== updatedAt.getTime())
        throw new DomainError("conflict", `${sort}_changed`);
    },
  };
}

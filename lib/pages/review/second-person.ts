import type { Ctx } from "@/lib/core/ctx";
import { can, type SectionFacts } from "@/lib/core/policy";
import type { Publishing } from "@/lib/revisions";
import { sameJson } from "@/lib/text/canonical";

/** Extracts the parts of a section that readers act on, by key, where that is not all of it. */
export type ActedOn = (content: unknown) => ReadonlyMap<string, unknown>;

/**
 * Creates the checks of when a text needs a second person. `actedOnIn` returns, for a section's key, how to
 * extract the parts that do; undefined if all or none do.
 */
export function secondPersonOf(actedOnIn: (key: string) => ActedOn | undefined) {
  return {
    /** Whether only parts of a section need a second person. */
    needsSecondInPart: (key: string): boolean => actedOnIn(key) !== undefined,

    /**
     * Decides, once the changes are known, whether a text is published directly: changes to parts that
     * readers act on need a second person.
     */
    publishing(ctx: Ctx, key: string, facts: SectionFacts): Publishing {
      return (before, after) =>
        can(ctx.actor, "section.publish", factsOfChange(actedOnIn(key), facts, after, [before]));
    },

    /**
     * The same for another member's edit that is accepted with amendments. The reviewer is the second person
     * for the proposal, but not for the amendments. Throws `forbidden` if those need one.
     */
    publishingAmended(ctx: Ctx, key: string, facts: SectionFacts, proposed: unknown): Publishing {
      return (before, after) => {
        const known = [before, proposed];
        ctx.authorize("section.publish", factsOfChange(actedOnIn(key), facts, after, known));
        return true;
      };
    },
  };
}

/**
 * The section's facts for a new text; needs no second person if every acted-on part equals that in one of the
 * `known` texts.
 */
function factsOfChange(
  read: ActedOn | undefined,
  facts: SectionFacts,
  after: unknown,
  known: readonly unknown[],
): SectionFacts {
  if (!read) return facts;
  const own = read(after);
  const others = known.map(read);
  const keys = new Set([own, ...others].flatMap((one) => [...one.keys()]));
  const isNew = [...keys].some((name) =>
    others.every((one) => !sameJson(own.get(name) ?? null, one.get(name) ?? null)),
  );
  return { ...facts, needsSecond: facts.needsSecond || isNew };
}

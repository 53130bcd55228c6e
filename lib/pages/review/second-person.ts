import type { Ctx } from "@/lib/core/ctx";
import { can, type SectionFacts } from "@/lib/core/policy";
import type { Publishing } from "@/lib/revisions";
import { sameJson } from "@/lib/text/canonical";

/** Of a section only some of which is acted on: that, by keys of its own. */
export type ActedOn = (content: unknown) => ReadonlyMap<string, unknown>;

/** When a text needs a second person, given what of a section, by its key, is acted on; nothing where all is or none. */
export function secondPersonOf(actedOnIn: (key: string) => ActedOn | undefined) {
  return {
    /** Whether some of what a section holds needs a second person, though the section as a whole does not. */
    needsSecondInPart: (key: string): boolean => actedOnIn(key) !== undefined,

    /**
     * Whether a text is published at once, asked when it is known what it changes: what is acted on needs a second
     * person, whatever else the section holds.
     */
    publishing(ctx: Ctx, key: string, facts: SectionFacts): Publishing {
      return (before, after) =>
        can(ctx.actor, "section.publish", factsOfChange(actedOnIn(key), facts, after, [before]));
    },

    /**
     * The same of somebody else's edit that is accepted with amendments. What its author proposed has the reviewer as
     * its second person; what the reviewer adds has none. Throws `forbidden` for that.
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

/** The facts of a section for a text in place of others: each part of it that is acted on is as in one of these, or not. */
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

import type { Ctx } from "@/lib/core/ctx";
import { can, type SectionFacts } from "@/lib/core/policy";
import type { Publishing } from "@/lib/revisions/keep";
import { sameJson } from "@/lib/text/canonical";
import { authoritiesNamed, type treatyStatusKind } from "./kinds/treaty-status";
import { partOf, type SectionKey } from "./model";

/** Of sections in which only some of what they hold is acted on: that, by keys of its own. */
const ACTED_ON: Partial<Record<SectionKey, (content: unknown) => ReadonlyMap<string, unknown>>> = {
  "treaty-status": (content) => authoritiesNamed(content as ReturnType<typeof treatyStatusKind.empty>),
};

/** Whether some of what a section holds needs a second person, though the section as a whole does not. */
export function needsSecondInPart(key: string): boolean {
  const part = partOf(key);
  return part !== null && part.section in ACTED_ON;
}

/**
 * Whether a text is published at once, asked when it is known what it changes: what is acted on needs a second person,
 * whatever else the section holds.
 */
export function publishing(ctx: Ctx, key: string, facts: SectionFacts): Publishing {
  return (before, after) => can(ctx.actor, "section.publish", factsOfChange(key, facts, after, [before]));
}

/**
 * The same of somebody else's edit that is accepted with amendments. What its author proposed has the reviewer as its
 * second person; what the reviewer adds has none. Throws `forbidden` for that.
 */
export function publishingAmended(ctx: Ctx, key: string, facts: SectionFacts, proposed: unknown): Publishing {
  return (before, after) => {
    ctx.authorize("section.publish", factsOfChange(key, facts, after, [before, proposed]));
    return true;
  };
}

/** The facts of a section for a text in place of others: each part of it that is acted on is as in one of these, or not. */
function factsOfChange(
  key: string,
  facts: SectionFacts,
  after: unknown,
  known: readonly unknown[],
): SectionFacts {
  const part = partOf(key);
  const read = part ? ACTED_ON[part.section] : undefined;
  if (!read) return facts;
  const own = read(after);
  const others = known.map(read);
  const keys = new Set([own, ...others].flatMap((one) => [...one.keys()]));
  const isNew = [...keys].some((name) =>
    others.every((one) => !sameJson(own.get(name) ?? null, one.get(name) ?? null)),
  );
  return { ...facts, needsSecond: facts.needsSecond || isNew };
}

import { and, eq } from "drizzle-orm";
import { revision } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { sameJson } from "@/lib/text/canonical";
import { contentOf, readRevision } from "./contents";
import { type Marks, marksOf, sameMarks } from "./marks";
import { marksFor, type Plan, placeOf, type Saved } from "./plan";
import type { SectionRow } from "./sections";

/**
 * Finds what the actor saved with the same token; null if it is new. Throws `conflict` if that was in
 * another section, and `invalid` / `token_used` if `isSame` says that it was another text, so that an unsaved
 * text is never reported as saved.
 */
export async function findEarlier(
  ctx: Ctx,
  section: SectionRow,
  clientToken: string,
  isSame?: (earlier: Earlier) => Promise<boolean>,
): Promise<Saved | null> {
  if (!ctx.actor) return null;
  const columns = {
    id: revision.id,
    number: revision.number,
    sectionId: revision.sectionId,
    state: revision.state,
    tag: revision.tag,
    summary: revision.summary,
    baseId: revision.baseId,
    parentId: revision.parentId,
    followsId: revision.followsId,
    label: revision.label,
  };
  const [own] = await ctx.tx
    .select(columns)
    .from(revision)
    .where(and(eq(revision.authorId, ctx.actor.id), eq(revision.clientToken, clientToken)));
  if (!own) return null;
  if (own.sectionId !== section.id) throw new DomainError("conflict", "token_used");
  if (isSame && !(await isSame(own))) throw new DomainError("invalid", "token_used");
  ctx.skipAudit("the same save came again");
  const [sources] = await ctx.tx
    .select({ id: revision.id, number: revision.number })
    .from(revision)
    .where(eq(revision.companionId, own.id));
  return {
    ...placeOf(section, own),
    state: own.state === "pending" ? "pending" : "published",
    merged: own.tag === "merge",
    sources: sources ? { revisionId: sources.id, number: sources.number } : null,
  };
}

export interface Earlier extends Marks {
  id: string;
  summary: string;
  baseId: string | null;
  parentId: string | null;
}

/**
 * Checks that a plan equals the one of an earlier revision: applied to the text of then, it gives the same
 * content. Ids of blocks are ignored, since clients that send none, e.g. plain forms, get new ones each time.
 */
export async function isSameSave(ctx: Ctx, plan: Plan, earlier: Earlier): Promise<boolean> {
  if (earlier.summary !== plan.summary || earlier.baseId !== plan.base.id) return false;
  const kind = plan.kinds(plan.section.key);
  const [made, parent] = [
    await readRevision(ctx.tx, earlier.id),
    await readRevision(ctx.tx, earlier.parentId),
  ];
  const result = plan.compose(contentOf(kind, parent), parent);
  if (!sameMarks(earlier, marksFor(plan, marksOf(parent), result))) return false;
  return result.clean && sameJson(withoutBlockIds(result.content), withoutBlockIds(contentOf(kind, made)));
}

function withoutBlockIds(content: unknown): unknown {
  return JSON.parse(JSON.stringify(content), (key: string, value: unknown) =>
    key === "attrs" && typeof value === "object" && value !== null ? { ...value, id: undefined } : value,
  );
}

import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { page, revision, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { SHOWN_SUMMARY } from "@/lib/revisions";
import { dueCase } from "./due";
import type { Describe, Worded } from "./personal-notice";
import { freshId, moment } from "./sql";
import { NO_WORDS } from "./words";

/**
 * Notifies the author of the decision on their edit, in the same transaction. Sources saved with a text are
 * decided with it and get no notice.
 */
export async function notifyAuthor(
  ctx: Ctx,
  fact: { revisionId: string; authorId: string | null },
): Promise<void> {
  if (!fact.authorId || fact.authorId === ctx.actor?.id) return;
  const { now } = ctx;
  await ctx.tx.execute(sql`
    insert into notice (id, member_id, category, kind, key, page_id, from_number, to_number, first_at, last_at, due_at)
    select ${freshId(now)}, r.author_id, 'decision', 'revision', r.id::text, r.page_id, r.number, r.number,
      ${moment(now)}, ${moment(now)}, ${dueCase("decision", now)}
    from revision r
    join member m on m.id = r.author_id and m.state = 'active'
    left join notice_setting s on s.member_id = r.author_id
    where r.id = ${fact.revisionId} and r.companion_id is null
    on conflict (member_id, category, kind, key) where seen_at is null and mail_id is null do nothing`);
}

/** The decision on a member's own edit. */
export interface Decision {
  pageId: string;
  /** Key of its section. */
  section: string;
  number: number;
  isAccepted: boolean;
  /** Number of the reviewer's revision if it was accepted with changes; null if unchanged. */
  amendedAs: number | null;
}

/** Names what was edited and where to read the decision, for one kind of page; null if that no longer exists. */
type NameDecision = (on: Queryable, decision: Decision) => Promise<{ title: Worded; path: string } | null>;

const into = alias(revision, "into");

/** Describes decisions on a member's own edits, for the kinds of page with review. */
export const describeDecision =
  (sorts: Readonly<Record<string, NameDecision>>): Describe =>
  async (reader, { key }, on) => {
    const [own] = await on
      .select({
        pageId: revision.pageId,
        pageKind: page.kind,
        section: section.key,
        number: revision.number,
        state: revision.state,
        summary: SHOWN_SUMMARY,
        reason: revision.decisionReason,
        intoNumber: into.number,
        intoAuthorId: into.authorId,
      })
      .from(revision)
      .innerJoin(section, eq(section.id, revision.sectionId))
      .innerJoin(page, eq(page.id, revision.pageId))
      .leftJoin(into, eq(into.id, revision.mergedIntoId))
      .where(and(eq(revision.id, key), eq(revision.authorId, reader.id)));
    if (!own || own.state === "pending") return null;
    const { pageId, number, summary, reason, state } = own;
    const isAccepted = state === "published";
    // Automatic merges have the same author; another author means that a reviewer changed the text.
    const amendedAs = own.intoAuthorId === reader.id ? null : own.intoNumber;
    const decision = { pageId, section: own.section, number, isAccepted, amendedAs };
    const named = await sorts[own.pageKind]?.(on, decision);
    if (!named) return null;
    const accepted = amendedAs === null ? "watching.told.edit.accepted" : "watching.told.edit.amended";
    return {
      what: "news",
      news: isAccepted ? "edit.accepted" : "edit.rejected",
      words: (t, locale) => ({
        ...NO_WORDS,
        title: named.title(t, locale),
        said: t(isAccepted ? accepted : "watching.told.edit.rejected"),
        quotes: summary === "" ? [] : [summary],
        reason,
        path: named.path,
      }),
    };
  };

import { eq, sql } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import { material } from "@/db/schema/training";
import { subjectEvent } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { idFor } from "@/lib/core/id";
import { readRevision } from "@/lib/revisions/contents";
import type { AppearedSort } from "../model";
import { newProvisions, provisionsOf } from "./provisions";

/*
 * What newly appears under a topic or an article is noted in the transaction of whoever brings it: a row for each
 * subject, however many watch. A job then tells those who do (decision 7).
 */

interface Appearance {
  sort: AppearedSort;
  pageId: string;
  subjectId: string;
  recordId: string | null;
}

interface Subject {
  kind: "topic" | "article";
  key: string;
}

async function note(ctx: Ctx, one: Appearance, subjects: readonly Subject[]): Promise<number> {
  if (subjects.length === 0) return 0;
  const rows = subjects.map((subject) => ({
    // The same again is the same event: what is retracted and comes back is no news.
    id: idFor("subject-event", subject.kind, subject.key, one.subjectId, one.recordId ?? ""),
    ...subject,
    ...one,
    at: ctx.now,
  }));
  const made = await ctx.tx
    .insert(subjectEvent)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: subjectEvent.id });
  return made.length;
}

/** Only where anybody watches one of them: most of what appears has nobody to be told. */
async function askToTell(ctx: Ctx, subjectId: string): Promise<void> {
  const payload = JSON.stringify({ subjectId });
  await ctx.tx.execute(sql`select graphile_worker.add_job('tell-subject-watchers', ${payload}::json, max_attempts := 8)
    where exists (select 1 from subject_event e join watch w on w.kind = e.kind and w.key = e.key
      where e.subject_id = ${subjectId} and e.told_at is null)`);
}

const subjectsOf = ({ topics, articles }: { topics: readonly string[]; articles: readonly string[] }) => [
  ...topics.map((key): Subject => ({ kind: "topic", key })),
  ...articles.map((key): Subject => ({ kind: "article", key })),
];

/** A post has appeared for the first time. */
export async function notePost(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  const [row] = await ctx.tx
    .select({ topics: post.topics, articles: post.articles })
    .from(post)
    .where(eq(post.pageId, pageId));
  if (!row) return;
  const made = await note(ctx, { sort: "post", pageId, subjectId: pageId, recordId: null }, subjectsOf(row));
  if (made > 0) await askToTell(ctx, pageId);
}

/** A material has appeared for the first time. */
export async function noteMaterial(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  const [row] = await ctx.tx
    .select({ topics: material.topics, articles: material.articles })
    .from(material)
    .where(eq(material.pageId, pageId));
  if (!row) return;
  const one = { sort: "material", pageId, subjectId: pageId, recordId: null } as const;
  if ((await note(ctx, one, subjectsOf(row))) > 0) await askToTell(ctx, pageId);
}

interface RevisionFact {
  pageId: string;
  pageKind: string;
  section: string;
  revisionId: string;
}

/** Laws of a country have provisions that answer an article and did not before. */
export async function noteProvisions(ctx: Ctx, fact: RevisionFact): Promise<void> {
  if (fact.pageKind !== "profile" || fact.section !== "laws") return;
  const is = await readRevision(ctx.tx, fact.revisionId);
  const was = await readRevision(ctx.tx, is?.parentId ?? null);
  const found = newProvisions(provisionsOf(was?.content), provisionsOf(is?.content));
  let made = 0;
  for (const { recordId, articles } of found) {
    const one = { sort: "provision", pageId: fact.pageId, subjectId: fact.revisionId, recordId } as const;
    made += await note(
      ctx,
      one,
      articles.map((key): Subject => ({ kind: "article", key })),
    );
  }
  if (made > 0) await askToTell(ctx, fact.revisionId);
}

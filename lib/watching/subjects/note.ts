import { eq, sql } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import { material } from "@/db/schema/training";
import { subjectEvent } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { idFor } from "@/lib/core/id";
import { readRevision, readWhole } from "@/lib/revisions/contents";
import type { AppearedSort } from "../model";
import { changedUnder, LEGAL_SECTIONS, type LegalSection, newUnder, saidIn } from "./provisions";

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

/** Events of these sorts have had ids without it. */
const NAMED_WITHOUT_SORT: ReadonlySet<AppearedSort> = new Set(["post", "material", "provision"]);

interface Subject {
  kind: "topic" | "article";
  key: string;
}

async function note(ctx: Ctx, one: Appearance, subjects: readonly Subject[]): Promise<number> {
  if (subjects.length === 0) return 0;
  const rows = subjects.map((subject) => ({
    // The same again is the same event: what is retracted and comes back is no news. One revision may bring a law's
    // provision under an article and change another of it.
    id: idFor(
      ...["subject-event", subject.kind, subject.key, one.subjectId, one.recordId ?? ""],
      ...(NAMED_WITHOUT_SORT.has(one.sort) ? [] : [one.sort]),
    ),
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

/** What each section brings under an article: something new, or something else than before. */
const BRINGS = {
  laws: { added: "provision", changed: "provision-change" },
  mappings: { added: "assessment", changed: "assessment" },
  "treaty-status": { added: "declaration", changed: "declaration" },
} as const satisfies Record<LegalSection, { added: AppearedSort; changed: AppearedSort }>;

/**
 * A country says something new or something else under an article: its laws by their provisions, its findings, its
 * declarations. What was taken away is something else.
 */
export async function noteLaw(ctx: Ctx, fact: RevisionFact): Promise<void> {
  const section = LEGAL_SECTIONS.find((one) => one === fact.section);
  if (fact.pageKind !== "profile" || !section) return;
  const now = await readRevision(ctx.tx, fact.revisionId);
  // With its content also where that is hidden: it is only compared.
  const before = await readWhole(ctx.tx, now?.parentId ?? null);
  const [was, is] = [saidIn(section, before?.content), saidIn(section, now?.content)];
  const { added, changed } = BRINGS[section];
  let made = 0;
  for (const [sort, found] of [
    [added, newUnder(was, is)],
    [changed, changedUnder(was, is)],
  ] as const)
    for (const { recordId, articles } of found) {
      const one = { sort, pageId: fact.pageId, subjectId: fact.revisionId, recordId };
      const subjects = articles.map((key): Subject => ({ kind: "article", key }));
      made += await note(ctx, one, subjects);
    }
  if (made > 0) await askToTell(ctx, fact.revisionId);
}

import { and, asc, desc, eq } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import { revision } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { isDomainError } from "@/lib/core/errors";
import {
  contentOf,
  findSectionRow,
  insertContentRow,
  readRevision,
  type Saved,
  type StoredRevision,
} from "@/lib/revisions";
import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import { sameJson } from "@/lib/text/canonical";
import { type LoadedPost, lockPost, postFact } from "../access";
import { bodyKind, postKinds } from "../body";
import { ensureSeries } from "../details";
import { readDetails } from "../details-kind";
import { DETAILS, POST_KIND } from "../model";
import { upsertDetails } from "../save-details";

type Columns = typeof post.$inferSelect;

/** A later edition of a post that came with the site. */
export interface PostEdition
  extends Pick<
    Columns,
    "slug" | "title" | "summary" | "language" | "topics" | "countries" | "articles" | "project"
  > {
  series: string | null;
  content: unknown;
  /** What changed, for readers. */
  note: string;
  /** Identifies the texts of this edition, so that each is brought once. */
  tokens: { text: string; details: string };
}

/** What became of one part of a page: `left`: a member edited it, so it stays as it is. */
export type Brought = "unchanged" | "revised" | "proposed" | "left";

/**
 * Brings a later edition of a post to a site that has it. Text and details that nobody edited since the site brought
 * them are revised. A text that a member edited gets a proposal for review; edited details are left. A post that is not
 * published, or that a member wrote at the same address, is left alone: returns null.
 */
export async function bringPostEdition(
  ctx: Ctx,
  given: PostEdition,
): Promise<{ text: Brought; details: Brought } | null> {
  ctx.asSystem("the operator brings a later edition of the starting data");
  const loaded = await findSeeded(ctx, given.slug);
  if (!loaded) {
    ctx.skipAudit("there is no such post of the site's own");
    return null;
  }
  const details = await bringDetails(ctx, loaded, given);
  const text = await bringText(ctx, loaded, given);
  if (text !== "revised" && text !== "proposed" && details !== "revised")
    ctx.skipAudit("nothing of it is to be changed");
  return { text, details };
}

/** Finds a published post whose first text the site brought. */
async function findSeeded(ctx: Ctx, slug: string): Promise<LoadedPost | null> {
  const loaded = await lockPost(ctx, slug).catch((error: unknown) => {
    if (isDomainError(error) && error.code === "not_found") return null;
    throw error;
  });
  if (loaded?.state !== "published") return null;
  const [first] = await ctx.tx
    .select({ tag: revision.tag })
    .from(revision)
    .where(eq(revision.sectionId, loaded.section.id))
    .orderBy(asc(revision.number))
    .limit(1);
  return first?.tag === "import" ? loaded : null;
}

async function bringText(ctx: Ctx, loaded: LoadedPost, given: PostEdition): Promise<Brought> {
  const { section } = loaded;
  const last = await findLastImport(ctx, section.id);
  if (!last) return "unchanged";
  const before = contentOf(bodyKind, last);
  const isCurrent = section.currentRevisionId === last.id;
  if (sameJson(before, given.content)) return "unchanged";
  const clientToken = `${given.tokens.text}-${last.id}`;
  const token = and(eq(revision.sectionId, section.id), eq(revision.clientToken, clientToken));
  // Whatever reviewers decided, each edition is brought once.
  if ((await ctx.tx.$count(revision, token)) > 0) return "unchanged";
  const saved = await insertContentRow(ctx, {
    section,
    kinds: postKinds,
    base: { id: last.id, content: before },
    known: null,
    compose: () => ({ content: given.content, conflicts: [], merged: false, clean: true }),
    citing: given.content,
    mine: given.content,
    newSources: [],
    ifSourceTaken: "kept",
    summary: given.note,
    clientToken,
    author: "none",
    tag: "import",
    sourceId: null,
    isPublished: isCurrent,
    conflictReason: "edit_conflict",
  });
  return WORDS[saved.state];
}

const WORDS: Record<Saved["state"], Brought> = {
  published: "revised",
  pending: "proposed",
  unchanged: "unchanged",
};

/** Finds the last text that the site brought and published. */
async function findLastImport(ctx: Ctx, sectionId: string): Promise<StoredRevision | null> {
  const [last] = await ctx.tx
    .select({ id: revision.id })
    .from(revision)
    .where(
      and(eq(revision.sectionId, sectionId), eq(revision.tag, "import"), eq(revision.state, "published")),
    )
    .orderBy(desc(revision.number))
    .limit(1);
  return readRevision(ctx.tx, last?.id ?? null);
}

/** The details that an edition has: not its authors, cover and view, which it does not change. */
const FIELDS = [
  "title",
  "summary",
  "language",
  "topics",
  "countries",
  "articles",
  "project",
  "series",
] as const;

async function bringDetails(ctx: Ctx, loaded: LoadedPost, given: PostEdition): Promise<Brought> {
  const now = await readDetails(ctx.tx, loaded.id);
  if (isSame(now, given)) return "unchanged";
  const own = await findSectionRow(ctx.tx, { pageKind: POST_KIND, slug: loaded.slug, key: DETAILS });
  const current = await readRevision(ctx.tx, own?.currentRevisionId ?? null);
  // Members' revisions name their author, even after the member was erased.
  if (current && current.authorId !== null) {
    const base = await findLastOwn(ctx, current.sectionId);
    return base && isSame(base, given) ? "unchanged" : "left";
  }
  await ctx.tx
    .update(post)
    .set({
      title: given.title,
      summary: given.summary,
      language: given.language,
      topics: given.topics,
      countries: given.countries,
      articles: given.articles,
      project: given.project,
      seriesId: given.series === null ? null : await ensureSeries(ctx, given.series),
      updatedAt: ctx.now,
    })
    .where(eq(post.pageId, loaded.id));
  await upsertDetails(ctx, loaded, now, { note: given.note, clientToken: given.tokens.details });
  await ctx.record("post.changed", postFact(loaded));
  return "revised";
}

function isSame(details: RecordsContent, given: PostEdition): boolean {
  const [record] = details.records as AnyRecord[];
  return FIELDS.every((name) => sameJson(record?.[name] ?? null, given[name]));
}

/** Finds the details before a member changed them: the last that the site brought, else the first ones. */
async function findLastOwn(ctx: Ctx, sectionId: string): Promise<RecordsContent | null> {
  const rows = await ctx.tx
    .select({ id: revision.id, authorId: revision.authorId })
    .from(revision)
    .where(and(eq(revision.sectionId, sectionId), eq(revision.state, "published")))
    .orderBy(asc(revision.number));
  const own = rows.filter(({ authorId }) => authorId === null).at(-1) ?? rows[0];
  const found = await readRevision(ctx.tx, own?.id ?? null);
  return (found?.content ?? null) as RecordsContent | null;
}

import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import { draft, page, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { DETAILS } from "../form-draft";
import { type Draft, findDraftOf, IS_OFFERED } from "./draft";

/** A page with unsaved work of a member. */
export interface PageDraft {
  slug: string;
  summary: string;
  updatedAt: Date;
  title: string;
}

const FIELDS = sql`${draft.content} -> 'fields'`;
const TYPED_TITLE = subselect<string | null>`case when jsonb_typeof(${FIELDS}) = 'array' then
  (select nullif(trim(f ->> 1), '') from jsonb_array_elements(${FIELDS}) f where f ->> 0 = 'title' limit 1) end`;

/**
 * Lists a member's drafts of pages of a kind, one row a page, last changed first, with the title they typed.
 * `listOpen` returns which of the pages, by slug, the member may still edit.
 */
export async function listPageDraftsOf(
  memberId: string,
  pageKind: string,
  listOpen: (slugs: string[]) => Promise<{ slug: string; title: string }[]>,
  on: Queryable = db(),
): Promise<PageDraft[]> {
  const rows = await on
    .select({
      slug: page.slug,
      summary: draft.summary,
      updatedAt: draft.updatedAt,
      typedTitle: sql<string | null>`case when ${section.key} = ${DETAILS} then ${TYPED_TITLE} end`,
    })
    .from(draft)
    .innerJoin(section, eq(section.id, draft.sectionId))
    .innerJoin(page, eq(page.id, section.pageId))
    .where(and(eq(draft.memberId, memberId), eq(page.kind, pageKind), IS_OFFERED))
    .orderBy(desc(draft.updatedAt), desc(draft.id))
    .limit(200);
  const lines = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const other = lines.get(row.slug);
    if (!other) lines.set(row.slug, row);
    else {
      other.typedTitle ??= row.typedTitle;
      other.summary ||= row.summary;
    }
  }
  if (lines.size === 0) return [];
  const open = new Map((await listOpen([...lines.keys()])).map(({ slug, title }) => [slug, title]));
  return [...lines.values()].flatMap(({ typedTitle, ...line }) => {
    const title = open.get(line.slug);
    return title === undefined ? [] : [{ ...line, title: typedTitle ?? title }];
  });
}

/** Finds a member's draft of a page's section by its key; null for none. */
export async function findPageDraft(
  memberId: string,
  pageId: string,
  key: string,
  on: Queryable = db(),
): Promise<Draft | null> {
  const [row] = await on
    .select({ sectionId: section.id })
    .from(section)
    .where(and(eq(section.pageId, pageId), eq(section.key, key)));
  return row ? findDraftOf(memberId, row.sectionId, on) : null;
}

/** The same for the form of its details. */
export const findFormDraft = (
  memberId: string,
  pageId: string,
  on: Queryable = db(),
): Promise<Draft | null> => findPageDraft(memberId, pageId, DETAILS, on);

/**
 * Deletes the form's draft on save if its number is `sequence`, which the saved form knows. A newer draft of
 * another tab stays and is offered again.
 */
export async function deleteFormDraft(
  tx: Tx,
  memberId: string,
  pageId: string,
  sequence: number | null | undefined,
): Promise<void> {
  if (sequence === null || sequence === undefined) return;
  const sections = tx
    .select({ id: section.id })
    .from(section)
    .where(and(eq(section.pageId, pageId), eq(section.key, DETAILS)));
  await tx
    .delete(draft)
    .where(
      and(eq(draft.memberId, memberId), inArray(draft.sectionId, sections), eq(draft.sequence, sequence)),
    );
}

import { sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { findSectionRow, makePage, type SectionRow } from "@/lib/revisions";
import { findTarget } from "@/lib/watching";
import { readPlace } from "@/lib/watching/model";
import { KIND_IN, type TopicArea } from "./areas/model";
import { MESSAGE, titleSlug } from "./model";

type Columns = typeof topic.$inferInsert;

/** A topic to insert. `about`: a place of the site, as watching writes it; null for none. */
interface NewTopic
  extends Pick<
    Columns,
    | "categoryId"
    | "state"
    | "title"
    | "language"
    | "isQuestion"
    | "topics"
    | "countries"
    | "articles"
    | "createdBy"
  > {
  area: TopicArea;
  pageId?: string;
  about: string | null;
  isStarter?: boolean;
  openedAt: Date;
}

/**
 * Inserts a topic with its page, under the next number; its first message follows. A place that is not there any more is
 * left out, and in public one that not everybody may read. Returns its ids, address and section.
 */
export async function insertTopic(
  ctx: Ctx,
  { area, pageId: given, about, openedAt, ...columns }: NewTopic,
): Promise<{ pageId: string; number: number; slug: string; section: SectionRow }> {
  const place = about === null ? null : readPlace(about);
  const thing = place && (await findTarget(place, area === "rooms" ? ctx.actor : null, ctx.tx));
  const number = await nextNumber(ctx, area);
  const kind = KIND_IN[area];
  const key = { slug: String(number), key: MESSAGE };
  const { pageId, sectionId } = await makePage(ctx, {
    kind,
    ...key,
    ...(given === undefined ? {} : { pageId: given }),
  });
  const slug = titleSlug(columns.title);
  await ctx.tx.insert(topic).values({
    ...columns,
    pageId,
    sectionId,
    isInRoom: area === "rooms",
    number,
    slug,
    aboutKind: thing?.kind ?? null,
    aboutKey: thing?.key ?? null,
    aboutPageId: thing?.pageId ?? null,
    createdAt: openedAt,
    updatedAt: openedAt,
    activeAt: openedAt,
  });
  const section = await findSectionRow(ctx.tx, { pageKind: kind, ...key });
  if (!section) throw new Error("a topic went while it was inserted");
  return { pageId, number, slug, section };
}

const SEQUENCES = { discussions: "topic_number", rooms: "room_topic_number" } as const;

/** Takes the next number of a topic in an area. Numbers that a failed transaction took are never used. */
async function nextNumber({ tx }: Ctx, area: TopicArea): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`select nextval(${SEQUENCES[area]})::int as n`);
  const [row] = rows;
  if (!row) throw new Error("the sequence of topics gave no number");
  return row.n;
}

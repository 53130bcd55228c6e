import { and, asc, desc, eq, inArray, lte, type SQL } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { file } from "@/db/schema/files";
import { revision, section } from "@/db/schema/revisions";
import type { TextHead } from "@/lib/pages/model";
import { contentOf, isStanding, isTextHidden } from "@/lib/revisions";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import { detailsKind, readDetails } from "../details-kind";
import { DETAILS } from "../model";
import {
  DETAIL_FIELDS,
  type DetailChange,
  type DetailField,
  type DetailValue,
  type PostDetailsThen,
} from "./model";

/**
 * Reads a post's details after a revision. Before the first change they are as its first revision, and
 * without any change as they are now. Null if hidden.
 */
export async function readDetailsAfter(
  { id }: TextHead,
  number: number,
  on: Queryable = db(),
): Promise<PostDetailsThen | null> {
  const stored = await readStored(on, id, number);
  if (stored?.isHidden) return null;
  return named(on, stored?.content ?? (await readDetails(on, id)));
}

/** Compares a post's details between two revisions by field; null if either is hidden. */
export async function diffDetails(
  head: TextHead,
  from: number,
  to: number,
  on: Queryable = db(),
): Promise<DetailChange[] | null> {
  const [before, after] = await Promise.all([
    readDetailsAfter(head, from, on),
    readDetailsAfter(head, to, on),
  ]);
  return before && after && changesBetween(before, after);
}

/** Compares details field by field. */
export function changesBetween(before: PostDetailsThen, after: PostDetailsThen): DetailChange[] {
  return DETAIL_FIELDS.flatMap((field) => {
    const [was, is] = [before[field], after[field]];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, before: was, after: is }];
  });
}

async function readStored(
  on: Queryable,
  pageId: string,
  number: number,
): Promise<{ content: RecordsContent; isHidden: boolean } | null> {
  const find = ({ order, where }: { order: SQL; where?: SQL }) =>
    on
      .select({ content: revision.content, isHidden: isTextHidden() })
      .from(revision)
      .innerJoin(section, eq(section.id, revision.sectionId))
      .where(and(eq(section.pageId, pageId), eq(section.key, DETAILS), isStanding(), where))
      .orderBy(order)
      .limit(1);
  const [then] = await find({ order: desc(revision.number), where: lte(revision.number, number) });
  const [row] = then ? [then] : await find({ order: asc(revision.number) });
  if (!row) return null;
  return { content: contentOf(detailsKind as never, row) as RecordsContent, isHidden: row.isHidden };
}

/** Replaces ids by current names; former members and deleted files have none. */
export async function named(on: Queryable, content: RecordsContent): Promise<PostDetailsThen> {
  const [record] = content.records;
  const value = (field: DetailField): DetailValue => {
    const found = record?.[field] ?? null;
    return Array.isArray(found) ? found.map(String) : found === null ? null : String(found);
  };
  const all = Object.fromEntries(DETAIL_FIELDS.map((field) => [field, value(field)])) as PostDetailsThen;
  const ids = Array.isArray(all.authors) ? all.authors : [];
  const cover = typeof all.cover === "string" ? all.cover : null;
  const [members, files] = await Promise.all([
    ids.length === 0
      ? []
      : on
          .select({ id: member.id, name: member.displayName, state: member.state })
          .from(member)
          .where(inArray(member.id, ids)),
    cover === null ? [] : on.select({ name: file.name }).from(file).where(eq(file.id, cover)),
  ]);
  const nameOf = (id: string) => {
    const found = members.find((one) => one.id === id);
    return found && found.state !== "erased" ? found.name : "";
  };
  return { ...all, authors: ids.map(nameOf), cover: cover === null ? null : (files[0]?.name ?? "") };
}

import { type SQL, sql } from "drizzle-orm";
import { page, section } from "@/db/schema/revisions";
import type { ModeratedKind } from "./kinds";

/** Columns of where a section is, for `placed`; with `placeOfPage`. */
export const PLACE = { kind: page.kind, slug: page.slug, name: sql<unknown>`named.name`, key: section.key };

/**
 * SQL: what a page of some kinds that moderators may see listed is called, to be joined `on true`. Joined by its id,
 * Postgres would read all pages of all kinds.
 */
export function placeOfPage(kinds: readonly ModeratedKind<unknown>[]): SQL {
  const each = kinds.map(({ named }) => sql`select k.name from (${named}) k where k.page_id = ${page.id}`);
  return sql`lateral (${sql.join(each, sql` union all `)}) named`;
}

/** A row with its place; nothing if its page no longer has that part. */
export function placed<Place, Row extends { kind: string; slug: string; name: unknown; key: string }>(
  kinds: readonly ModeratedKind<Place>[],
  { kind, slug, name, key, ...row }: Row,
): (Omit<Row, "kind" | "slug" | "name" | "key"> & Place)[] {
  const place = kinds.find((one) => one.kind === kind)?.placeOf({ slug, name, key });
  return place ? [{ ...row, ...place }] : [];
}

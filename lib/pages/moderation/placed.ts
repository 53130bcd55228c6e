import { type SQL, sql } from "drizzle-orm";
import { page, section } from "@/db/schema/revisions";
import type { ModeratedKind } from "./kinds";

/** SQL: joins `restrictedPages` to a page. */
export const IS_NAMED = sql`named.page_id = ${page.id}`;
/** Columns of where a section is, for `placed`. */
export const PLACE = { kind: page.kind, slug: page.slug, name: sql<unknown>`named.name`, key: section.key };

/** SQL: the pages of some kinds that moderators may see listed. */
export function restrictedPages(kinds: readonly ModeratedKind<unknown>[]): SQL {
  return sql`(${sql.join(
    kinds.map(({ named }) => named),
    sql` union all `,
  )}) named`;
}

/** A row with its place; nothing if its page no longer has that part. */
export function placed<Place, Row extends { kind: string; slug: string; name: unknown; key: string }>(
  kinds: readonly ModeratedKind<Place>[],
  { kind, slug, name, key, ...row }: Row,
): (Omit<Row, "kind" | "slug" | "name" | "key"> & Place)[] {
  const place = kinds.find((one) => one.kind === kind)?.placeOf({ slug, name, key });
  return place ? [{ ...row, ...place }] : [];
}

import type { SQL } from "drizzle-orm";

/** A sort of page as the list of what is restricted names it. */
export interface ModeratedKind<Place> {
  /** As `page.kind` names it. */
  kind: string;
  /** `page_id`, and `name` as JSON, of the pages that are there, or were taken back; what lies in a bin nobody is told of. */
  told: SQL;
  /** How a section of one is named; null for what is no part of it any more. */
  placeOf: (section: { slug: string; name: unknown; key: string }) => Place | null;
}

import type { SQL } from "drizzle-orm";

/** A kind of page as the list of restrictions shows it. */
export interface ModeratedKind<Place> {
  /** As `page.kind` names it. */
  kind: string;
  /** Query of `page_id` and `name` (JSON) of published and retracted pages; pages in the trash are excluded. */
  named: SQL;
  /** Names a section; null if its page no longer has it. */
  placeOf: (section: { slug: string; name: unknown; key: string }) => Place | null;
}

import { sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";

/** Of a watch `w` the revisions `r` that its member would call changes: they stood, and are somebody else's. */
export const BY_OTHERS = sql`r.state = 'published' and r.merged_into_id is null
  and r.author_id is distinct from w.member_id`;

/** Of a watch `w` the revisions `r` of its section, in all its languages; of a whole page all. */
export const IN_SECTION = subselect`(w.key = w.page_id::text or r.section_id in (select s.id from section s
  where s.page_id = w.page_id and split_part(s.key, '@', 1) = split_part(w.key, '/', 2)))`;

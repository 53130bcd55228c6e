import { sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";

/** SQL: once-current revisions `r` by others than the member of a watch `w`. */
export const BY_OTHERS = sql`r.state = 'published' and r.merged_into_id is null
  and r.author_id is distinct from w.member_id`;

/** SQL: revisions `r` of a watch `w`'s section in all languages, or of its whole page. */
export const IN_SECTION = subselect`(w.key = w.page_id::text or r.section_id in (select s.id from section s
  where s.page_id = w.page_id and split_part(s.key, '@', 1) = split_part(w.key, '/', 2)))`;

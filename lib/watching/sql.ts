import { sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";

/** Of a watch `w` the revisions `r` that its member would call changes: they stood, and are somebody else's. */
export const BY_OTHERS = sql`r.state = 'published' and r.merged_into_id is null
  and r.author_id is distinct from w.member_id`;

/** Of a watch `w` the revisions `r` of its section, in all its languages; of a profile all. */
export const IN_SECTION = subselect`(w.kind = 'profile' or r.section_id in (select s.id from section s
  where s.page_id = w.page_id and split_part(s.key, '@', 1) = split_part(w.key, '/', 2)))`;

/**
 * Whether an event `e` of a post or a material may be told to a reader now: what it names can still be read. Of what
 * was retracted only that it was.
 */
export const IS_TOLD = subselect`(
  coalesce((select p.state from post p where p.page_id = e.page_id),
    (select m.state from material m where m.page_id = e.page_id)) =
    case e.kind when 'retracted' then 'retracted' else 'published' end
  and case e.kind
    when 'change' then exists (select 1 from revision r where r.id = e.subject_id and r.state = 'published'
      and r.merged_into_id is null)
    when 'comment' then exists (select 1 from comment c where c.id = e.subject_id and c.state = 'shown')
    when 'version' then exists (select 1 from material_version v where v.id = e.subject_id and v.published_at is not null)
    when 'files' then exists (select 1 from material_version v where v.id = e.subject_id and v.published_at is not null)
    else true end)`;

import { type SQL, sql } from "drizzle-orm";

/** Newest revisions of a section whose authors are considered for confirming it. */
const LOOKED_THROUGH = 5;

/**
 * SQL: a select of the ids of the members responsible for a section's freshness: the focal points of its country,
 * and those authors of its newest published revisions who are trusted, moderators or administrators.
 */
export function responsibleFor(pageId: string | SQL, sectionId: string | SQL): SQL {
  return sql`select g.member_id as id from profile p
      join role_grant g on g.role = 'focal-point' and g.country = p.iso2
      join member m on m.id = g.member_id and m.state = 'active'
    where p.page_id = ${pageId}
    union
    select r.author_id from (select author_id from revision
      where section_id = ${sectionId} and state = 'published' order by number desc limit ${LOOKED_THROUGH}) r
      join role_grant g on g.member_id = r.author_id and g.role in ('trusted', 'moderator', 'administrator')
      join member m on m.id = g.member_id and m.state = 'active'`;
}

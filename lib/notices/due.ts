import { type SQL, sql } from "drizzle-orm";
import { type MailTime, mailsUnchosen } from "./model";
import { moment } from "./sql";
import { dueAt, gatherMs } from "./times";

/**
 * SQL: when a notice is mailed, by the member's setting for its category. `s` are the settings, which may be
 * missing.
 */
export function dueCase(category: string, now: Date): SQL {
  const due = (time: MailTime) => moment(dueAt(time, now, gatherMs(category)));
  return sql`case coalesce(s.mails ->> ${category}, ${mailsUnchosen(category)}::text)
    when 'now' then ${due("now")} when 'daily' then ${due("daily")} when 'weekly' then ${due("weekly")} end`;
}

/** SQL: the same for rows of several categories. */
export function dueOf(category: SQL, among: readonly string[], now: Date): SQL {
  const cases = among.map((name) => sql`when ${name} then ${dueCase(name, now)}`);
  return sql`case ${category} ${sql.join(cases, sql` `)} end`;
}

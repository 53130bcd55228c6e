/**
 * SQL: whether a member must still accept the charter, for a row called `row`. Those who registered here
 * accepted it then; those from single sign-on are asked after the first sign-in.
 */
export const owesCharter = (row: "m" | "member") =>
  `(${row}.charter_accepted_at is null and exists (select 1 from identity i where i.member_id = ${row}.id))`;

/**
 * Whether a member owes the charter, as a condition of SQL over a row called `row`: who joined here accepted it then;
 * whom the provider brought is asked after the first sign-in.
 */
export const owesCharter = (row: "m" | "member") =>
  `(${row}.charter_accepted_at is null and exists (select 1 from identity i where i.member_id = ${row}.id))`;

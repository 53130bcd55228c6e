/** SQL: whether a member in the row named `row` has a warning that they did not confirm. No role is in force until they do. */
export const OWES_READING = (row: "m" | "member") =>
  `exists (select 1 from warning w where w.member_id = ${row}.id and w.read_at is null)`;

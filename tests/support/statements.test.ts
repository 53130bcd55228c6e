import { describe, expect, it } from "vitest";
import { findFaults } from "./statements";

const GRANTS = `select "kind", coalesce((select array_agg("member_id") from "file_grant"
  where "owner_kind" = "owner_kind" and "owner_id" = "owner_id"), '{}') from "file_use"`;
const LAST_SEEN = `select "id", (select max(s.last_seen_at) from session s where s.member_id = "id") from "member"`;

describe("statements that compare a table with itself", () => {
  it.each([
    GRANTS,
    LAST_SEEN,
    `select 1 from "a" where "a"."x" = "a"."x"`,
    `update a set n = (select count(*) from b where "a_id" = "id")`,
    `select 1 from a where exists (select 1 from b where b.a_id = a.id and "state" = 'open')`,
    `select 1 from a where exists (select 1 from b where starts_with(b.key, "key"))`,
    `select (select "name" from b where b.id = a.b_id) from a`,
    `select 1 from a where id in (select b.id from b where b.x = 1 union select c.id from c where c.x = "x")`,
    `select 1 from a join lateral (select 1 from b where exists (select 1 from c where c.id = "id")) d on true`,
  ])("are found: %s", (statement) => {
    expect(findFaults(statement)).not.toEqual([]);
  });

  it.each([
    GRANTS.replaceAll(/"(member_id|owner_kind|owner_id)" = /g, '"file_grant"."$1" = ')
      .replaceAll(/= "(owner_kind|owner_id)"/g, '= "file_use"."$1"')
      .replace('array_agg("member_id")', 'array_agg("file_grant"."member_id")'),
    LAST_SEEN.replace('= "id"', '= "member"."id"'),
    `delete from draft where id in (select id from draft where updated_at < now() limit 5)`,
    `select 1 from a where a.id in (select "b_id" from "b" where "b"."state" = 'open')`,
    `select 1 from a where exists (select 1 from unnest(a.articles) as x where x like 'budapest:%')`,
    `select a.x from a where exists (select 1 from b where b.id = a.id order by at)`,
    `select 1 from a where not exists (select "file_id" from "b" where "b"."a_id" = "a"."id")`,
    `create table a (word text, twice text generated always as (word || word) stored)`,
    "no statement at all",
  ])("have no errors: %s", (statement) => {
    expect(findFaults(statement)).toEqual([]);
  });
});

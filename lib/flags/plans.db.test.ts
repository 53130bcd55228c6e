import { beforeAll, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { findCase, listCases } from "@/lib/flag-kinds";
import { listModerated } from "@/lib/queue-kinds";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { fillTables, plansOf } from "@/tests/support/plans";

useDatabase();

const CASES = 30_000;

let mod: Actor;

beforeAll(async () => {
  mod = await makeActor("moderator");
  await fillTables(`
    insert into flag_case (id, kind, subject_id, state, weight, created_at, decided_at)
    select md5('case ' || n)::uuid, 'file', md5('thing ' || n)::uuid, case when n <= 50 then 'open' else 'dismissed' end,
      n % 7, now() - n * interval '1 minute', case when n > 50 then now() end from generate_series(1, ${CASES}) n;
    insert into flag (id, case_id, member_id, code, words, weight, created_at)
    select md5('flag ' || n)::uuid, md5('case ' || n)::uuid, '${mod.id}', 'spam', '', 1, now()
    from generate_series(1, ${CASES}) n`);
});

it.each([
  ["the list of open cases", () => listCases(mod, { code: "spam" })],
  ["one case", () => findCase(mod, "54b33a4d-9b8c-51ea-ce57-5a0e5ac31cc4").catch(() => null)],
  ["the table of moderation", () => listModerated(mod)],
])("%s reads no whole table of flags", async (_name, query) => {
  const plans = await plansOf(query);
  expect(plans.length).toBeGreaterThan(0);
  for (const { plan } of plans) expect(plan).not.toMatch(/Seq Scan on flag(_case)?\b/);
});

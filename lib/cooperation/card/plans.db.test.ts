import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { fillTables, manyProfiles, plansOf } from "@/tests/support/plans";
import { listCardCountries, listCards } from "./index";

useDatabase({ keep: true });

/** A hundred times today's rules, and as many records of other sections. */
const FILL = `${manyProfiles(200)};
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, 'cooperation-rules', 'c-' || n, n, 'A rule', jsonb_build_object('id', 'c-' || n,
      'subject', 'A rule', 'measures', case n % 3 when 0 then '[]' when 1 then '["preservation"]' else '["extradition"]' end::jsonb)
    from generate_series(1, 200) p, generate_series(1, 36) n;
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, 'laws', 'l-' || n, n, 'A law', jsonb_build_object('id', 'l-' || n, 'note', repeat('Words. ', 30))
    from generate_series(1, 200) p, generate_series(1, 600) n`;

beforeAll(() => fillTables(FILL), 120_000);

it("finds countries and their rules by indexes, for one form of assistance and for all", async () => {
  const countries = await listCardCountries("preservation");
  expect(countries).toHaveLength(200);
  const shown = countries.slice(0, 40);
  const plans = await plansOf(async () => {
    await listCardCountries("preservation");
    await listCards(shown, "preservation");
  });
  expect(plans.map(({ plan }) => plan).join("\n")).not.toMatch(/Seq Scan on profile_record\b/);
  const cards = await listCards(shown, "preservation");
  expect(cards.map(({ rules }) => rules.length)).toEqual(Array(40).fill(24));
  expect((await listCards(shown, undefined)).map(({ rules }) => rules.length)).toEqual(Array(40).fill(36));
});

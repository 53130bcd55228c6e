import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { fillTables, manyProfiles, plansOf } from "@/tests/support/plans";
import { COUNTRIES_ON_PAGE, pageOfCountries } from "../countries/model";
import { listAuthorities, listAuthorityCountries } from "./index";

useDatabase({ keep: true });

/** A hundred times today's authorities, and ten times as many records of other sections. */
const FILL = `${manyProfiles(200)};
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, 'authorities', 'a-' || n, n, 'An office', jsonb_build_object('id', 'a-' || n, 'name', 'An office',
      'functions', jsonb_build_array(jsonb_build_object('id', 'f', 'articles',
        jsonb_build_array((array['185-24(7)','185-27(2)(a)','185-35'])[1 + n % 3]))))
    from generate_series(1, 200) p, generate_series(1, 66) n;
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, 'laws', 'l-' || n, n, 'A law', jsonb_build_object('id', 'l-' || n, 'note', repeat('Words. ', 30))
    from generate_series(1, 200) p, generate_series(1, 600) n`;

beforeAll(() => fillTables(FILL), 120_000);

it("finds a page of countries and their authorities by indexes, under one article", async () => {
  const countries = await listAuthorityCountries("185-27");
  expect(countries).toHaveLength(200);
  const { shown, next } = pageOfCountries(countries, undefined);
  expect([shown.length, next]).toEqual([COUNTRIES_ON_PAGE, shown.at(-1)?.slug]);
  expect(pageOfCountries(countries, next ?? undefined).shown[0]).toEqual(countries[COUNTRIES_ON_PAGE]);
  const plans = await plansOf(async () => {
    await listAuthorityCountries("185-27");
    await listAuthorities(shown, "185-27");
  });
  expect(plans.map(({ plan }) => plan).join("\n")).not.toMatch(/Seq Scan on profile_record\b/);
  expect(await listAuthorities(shown, "185-27")).toHaveLength(22 * COUNTRIES_ON_PAGE);
});

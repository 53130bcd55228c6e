import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { fillTables, manyProfiles, plansOf } from "@/tests/support/plans";
import { listReportingCountries } from "./index";

useDatabase({ keep: true });

/** A hundred times today's records: places of reporting, and ten times as many records of other sections. */
const FILL = `${manyProfiles(200)};
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, 'reporting', 'r-' || n, n, 'A form',
      jsonb_build_object('id', 'r-' || n, 'name', 'A form', 'accepts', jsonb_build_array((array['fraud','spam'])[1 + n % 2]))
    from generate_series(1, 200) p, generate_series(1, 90) n;
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, 'laws', 'l-' || n, n, 'A law', jsonb_build_object('id', 'l-' || n, 'note', repeat('Words. ', 30))
    from generate_series(1, 200) p, generate_series(1, 900) n`;

beforeAll(() => fillTables(FILL), 120_000);

it("finds the places of 200 countries by the index of their section", async () => {
  const plans = await plansOf(() => listReportingCountries("fraud"));
  const all = plans.map(({ plan }) => plan).join("\n");
  expect(all).not.toMatch(/Seq Scan on profile_record\b/);
  expect(all).toContain("profile_record_section_index");
  const found = await listReportingCountries("fraud");
  expect([found.length, found[0]?.places, found[0]?.accepts]).toEqual([200, 45, ["fraud"]]);
});

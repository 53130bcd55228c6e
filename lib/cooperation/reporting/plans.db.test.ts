import { beforeAll, expect, it } from "vitest";
import { pool } from "@/db/client";
import { useDatabase } from "@/tests/support/database";
import { plansOf } from "@/tests/support/plans";
import { listReportingCountries } from "./index";

useDatabase({ keep: true });

/** A hundred times today's records: places of reporting, and ten times as many records of other sections. */
const FILL = `
  insert into page (id, kind, slug, last_revision, created_at)
    select md5('p' || n)::uuid, 'profile', 'place-' || n, 0, now() from generate_series(1, 200) n;
  insert into profile (page_id, slug, iso2, iso3, name_en, name_fr, name_ar, region, is_un_member, is_coe_member, languages)
    select md5('p' || n)::uuid, 'place-' || n, 'X' || n, 'X' || n, 'Place ' || n, 'Lieu ' || n, 'مكان ' || n,
      'Africa', true, false, '{eng}' from generate_series(1, 200) n;
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, 'reporting', 'r-' || n, n, 'A form',
      jsonb_build_object('id', 'r-' || n, 'name', 'A form', 'accepts', jsonb_build_array((array['fraud','spam'])[1 + n % 2]))
    from generate_series(1, 200) p, generate_series(1, 90) n;
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, 'laws', 'l-' || n, n, 'A law', jsonb_build_object('id', 'l-' || n, 'note', repeat('Words. ', 30))
    from generate_series(1, 200) p, generate_series(1, 900) n;`;

beforeAll(async () => {
  const client = await pool().connect();
  try {
    await client.query("set statement_timeout = 0");
    await client.query(FILL);
    await client.query("analyze");
  } finally {
    client.release(true);
  }
}, 120_000);

it("finds the places of 200 countries by the index of their section", async () => {
  const plans = await plansOf(() => listReportingCountries("fraud"));
  const all = plans.map(({ plan }) => plan).join("\n");
  expect(all).not.toMatch(/Seq Scan on profile_record\b/);
  expect(all).toContain("profile_record_section_index");
  const found = await listReportingCountries("fraud");
  expect([found.length, found[0]?.places, found[0]?.accepts]).toEqual([200, 45, ["fraud"]]);
});

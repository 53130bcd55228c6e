import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { fillTables, plansOf } from "@/tests/support/plans";
import { makeProfile } from "@/tests/support/profiles";
import { listSourcesElsewhere } from "./queries";

useDatabase({ keep: true });

/** A hundred times the sources of today. */
const SOURCES = 100_000;

beforeAll(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const page = await makeProfile({ slug: "ghana", iso2: "GH" });
  await fillTables(`insert into profile_record (page_id, section, record_id, position, title, data)
    select '${page}', 'sources', 'source-' || n, n, 'Report ' || n || ' of institution ' || n % 997,
      jsonb_build_object('id', 'source-' || n, 'title', 'Report ' || n, 'url', 'https://example.org/' || n)
    from generate_series(1, ${SOURCES}) n`);
}, 120_000);

it.each([
  ["words of its title", "report 4711"],
  ["the beginnings of them", "institu 99"],
  ["its address", "https://example.org/4711"],
])(`a source of another profile among ${SOURCES} is found by an index for %s`, async (_, asked) => {
  const found = await listSourcesElsewhere("senegal", asked);
  expect(found.length).toBeGreaterThan(0);
  const plans = await plansOf(() => listSourcesElsewhere("senegal", asked));
  expect(plans.length).toBeGreaterThan(0);
  for (const { text, plan } of plans)
    if (/Seq Scan on profile_record|profile_record_section/.test(plan)) throw new Error(`${text}\n${plan}`);
});

import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { fillTables, manyProfiles, plansOf } from "@/tests/support/plans";
import { findFacts } from "./index";

useDatabase({ keep: true });

/** A hundred times today's records of the three sections, and as many of another. */
const FILL = `${manyProfiles(200)};
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, s, s || n, n, 'A record', jsonb_build_object('id', s || n, 'note', repeat('Words. ', 20))
    from generate_series(1, 200) p, generate_series(1, 60) n,
      unnest(array['treaty-status', 'authorities', 'cooperation-rules']) s;
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, 'laws', 'l-' || n, n, 'A law', jsonb_build_object('id', 'l-' || n)
    from generate_series(1, 200) p, generate_series(1, 300) n`;

beforeAll(() => fillTables(FILL), 120_000);

it("finds what is recorded of two countries by indexes", async () => {
  let found = new Map();
  const plans = await plansOf(async () => {
    found = await findFacts(["place-1", "place-2"]);
  });
  expect(plans.map(({ plan }) => plan).join("\n")).not.toMatch(/Seq Scan on profile(_record)?\b/);
  expect(
    [...found.values()].map(({ rules, authorities, treaties }) =>
      [rules, authorities, treaties].map((all) => all.length),
    ),
  ).toEqual([
    [60, 60, 60],
    [60, 60, 60],
  ]);
});

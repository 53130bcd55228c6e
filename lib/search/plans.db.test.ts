import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { settledPlansOf } from "@/tests/support/plans";
import { entry, find, put } from "@/tests/support/search";
import { suggest } from "./index";
import { applySearchRetention } from "./retention";

useDatabase({ keep: true });

async function ofSearches(work: () => Promise<unknown>): Promise<string[]> {
  return (await settledPlansOf(work)).filter((plan) => /search_(?:entry|word)/.test(plan));
}

/** Many small rows, one in a hundred with a given word, created inside the database. */
beforeAll(async () => {
  await put([entry("Preservation of evidence", "preservation of stored computer data and evidence")]);
  // On a busy machine this exceeds the product's statement timeout.
  await pool().query(
    `begin; set local statement_timeout = 0;
     insert into search_entry (thing, part, owner, key, kind, path, titles, language, countries, audience, prior, text, anchors, terms, hash)
     select gen_random_uuid(), 0, 'x' || n, 'x', kind, path, titles, language, countries, audience, prior, text, anchors,
       case when n % 100 = 0 then terms else to_tsvector('simple', 'filler ' || n) end, ''
     from search_entry, generate_series(1, 30000) n;
     insert into search_word (id, word, keys) select gen_random_uuid(), 'filler' || n, array[n % 5000, n * 7 % 5000, n * 13 % 5000, n * 29 % 5000, n * 31 % 5000, n * 37 % 5000] from generate_series(1, 200000) n;
     commit; analyze search_entry; analyze search_word`,
  );
}, 60_000);

describe("with thirty thousand rows", () => {
  it.each([
    ["two words", () => find("preservation evidence")],
    ["an identifier", () => find("Art. 29")],
    ["a phrase", () => find('"stored computer data"')],
    ["filters", () => find("preservation", { type: "post", country: "RO", date: "year" })],
    ["the newest first", () => find("preservation", { sort: "new" })],
    ["a word that nothing has", () => find("preservatoin")],
    ["suggestions", () => suggest(null, { q: "pres", lang: "en" })],
    ["suggestions on a country", () => suggest(null, { q: "preservation of evidence se", lang: "en" })],
    ["suggestions for a mistyped country", () => suggest(null, { q: "preservation senagal", lang: "en" })],
  ] as const)("%s: uses the index and never reads all rows", async (_, work) => {
    const plans = await ofSearches(work);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      expect(plan).not.toMatch(/Seq Scan on search_(?:entry|word)/);
      expect(plan).toMatch(
        /search_entry_terms|search_word_(?:keys|word)|search_entry_pk|search_entry_thing_part_pk/,
      );
    }
  });
});

describe("with a thousand rows, few enough to read", () => {
  it("looks up unused words by the index, instead of reading all rows for each", async () => {
    await pool().query(
      `create table few as select * from search_entry where owner like 'x%' limit 1000;
       update few set terms = to_tsvector('simple', (select string_agg('w' || substr(owner, 2) || 'n' || k, ' ') from generate_series(1, 100) k));
       truncate search_entry; insert into search_entry select * from few; drop table few; analyze search_entry;
       delete from search_word where word !~ '^filler\\d{1,2}$';
       update search_word set id = overlay(id::text placing '00' from 35)::uuid`,
    );
    const plans = await ofSearches(() =>
      transact(
        SYSTEM,
        async (ctx) => {
          ctx.asSystem("a test");
          ctx.skipAudit("a test");
          await applySearchRetention(ctx);
        },
        { now: new Date("2026-11-28T00:30:00Z") },
      ),
    );
    const ofEntries = plans.filter((plan) => plan.includes("search_entry"));
    expect(ofEntries).toHaveLength(1);
    expect(ofEntries[0]).toMatch(/Bitmap Index Scan on search_entry_terms/);
    expect(ofEntries[0]).not.toMatch(/Seq Scan on search_entry/);
  });
});

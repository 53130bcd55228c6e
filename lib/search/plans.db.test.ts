import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { entry, find, put } from "@/tests/support/search";
import { suggest } from "./index";
import { applySearchRetention } from "./retention";

useDatabase({ keep: true });

interface Sent {
  text: string;
  values: unknown[];
}

/** Everything that a piece of work sends to the database, the settings of its transactions with it. */
async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const own = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    const [first, second] = args;
    const config = first as { text?: string; values?: unknown[] } | string;
    const text = typeof config === "string" ? config : (config.text ?? "");
    const given = typeof config === "string" ? second : (config.values ?? second);
    sent.push({ text, values: Array.isArray(given) ? given : [] });
    return own.apply(this, args);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = own as typeof pg.Client.prototype.query;
  }
  return sent;
}

/** The plans of what was sent, each under the settings that went before it. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = await sentBy(work);
  const client = await pool().connect();
  const plans: string[] = [];
  try {
    for (const { text, values } of sent) {
      if (/^\s*(select|with)/i.test(text)) {
        const { rows } = await client.query(`explain ${text}`, values);
        plans.push(rows.map((row) => Object.values(row)[0]).join("\n"));
      } else await client.query(text, values);
    }
  } finally {
    client.release(true);
  }
  return plans.filter((plan) => /search_(?:entry|word)/.test(plan));
}

/** Many light rows, of which each hundredth has a word, written by the database itself. */
beforeAll(async () => {
  await put([entry("Preservation of evidence", "preservation of stored computer data and evidence")]);
  // On a machine that has other work this takes longer than any statement of the product may.
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
  ] as const)("%s: found by the index, never by reading all rows", async (_, work) => {
    const plans = await plansOf(work);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      expect(plan).not.toMatch(/Seq Scan on search_(?:entry|word)/);
      expect(plan).toMatch(
        /search_entry_terms|search_word_(?:keys|word)|search_entry_pk|search_entry_thing_part_pk/,
      );
    }
  });
});

describe("with a thousand rows, all of which one could read", () => {
  it("words that nothing has any more are looked for by the index, too: each would be read for each word", async () => {
    await pool().query(
      `create table few as select * from search_entry where owner like 'x%' limit 1000;
       update few set terms = to_tsvector('simple', (select string_agg('w' || substr(owner, 2) || 'n' || k, ' ') from generate_series(1, 100) k));
       truncate search_entry; insert into search_entry select * from few; drop table few; analyze search_entry;
       delete from search_word where word !~ '^filler\\d{1,2}$';
       update search_word set id = overlay(id::text placing '00' from 35)::uuid`,
    );
    const plans = await plansOf(() =>
      transact(
        SYSTEM,
        async (ctx) => {
          ctx.asSystem("a test");
          ctx.untraced("a test");
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

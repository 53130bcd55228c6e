/*
 * `node --import tsx bench/search.ts`: a search of a million rows. Fills a database of its own, asks what people would
 * ask, and prints tables of Markdown: how long a search takes with everything that its page needs (found, ranked,
 * counted by filter, cut to passages, by who asks), and how large the table and its indexes are.
 *
 *   --rows 1000000   how many
 *   --asked 300      how many questions of each sort
 *   --only load | measure   one of the two steps, on the database of DATABASE_URL
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { closeDatabase, db, pool } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import type { Actor } from "@/lib/core/actor";
import { search, suggest } from "@/lib/search";
import { SearchQuery } from "@/lib/search/model";
import { type Field, termsOf } from "@/lib/search/vector";
import { prepareDataDir } from "@/scripts/lib/data-dir.mjs";
import { acquirePostgres } from "@/scripts/lib/postgres.mjs";
import { between, phrase, pick, type Random, randomFrom, readWords } from "./words";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    asked: { type: "string", default: "300" },
    only: { type: "string" },
  },
});
const ROWS = Number(values.rows);
const ASKED = Number(values.asked);
const [TITLES, TEXTS] = [20_000, 20_000];
/** Words beside those of the prose, each rarer than the one before: names, places, numbers of cases. */
const RARE = 200_000;

const say = (line: string) => process.stderr.write(`${line}\n`);

/** A word that no language has, the low numbers often and the high ones hardly ever. */
function rareWord(random: Random): string {
  let n = Math.floor(RARE * random() ** 4);
  let word = "x";
  for (let left = 0; left < 5; left += 1) {
    word += "bdfgklmnprst"[n % 12] ?? "";
    word += "aeiou"[n % 5] ?? "";
    n = Math.floor(n / 12);
  }
  return word;
}

function sentence(random: Random, words: ReturnType<typeof readWords>, length: number): string {
  const said = phrase(words, random, length).split(" ");
  return said.map((word) => (random() < 0.2 ? rareWord(random) : word)).join(" ");
}

interface Pooled {
  text: string;
  field: Field["weight"];
}

/** Titles and paragraphs with their terms, in a table of their own. */
async function makePool(table: string, made: readonly Pooled[]): Promise<void> {
  await pool().query(`create unlogged table ${table} (id serial primary key, text text, terms tsvector)`);
  for (let from = 0; from < made.length; from += 500) {
    const some = made.slice(from, from + 500);
    const { terms } = await termsOf(
      db(),
      some.map(({ text, field }) => ({
        fields: [{ text, language: "en", weight: field }],
        identifiers: [],
        kind: "post",
        language: "",
        countries: [],
        isWhole: false,
      })),
    );
    // What says the kind and language belongs to the row, not to the pool.
    const own = terms.map((one) => one.replace(/'=[kl]:[^']*'/g, ""));
    await db().execute(sql`insert into ${sql.raw(table)} (text, terms)
      select * from unnest(${sql.param(some.map(({ text }) => text))}::text[], ${sql.param(own)}::tsvector[])`);
  }
}

async function load(): Promise<void> {
  const random = randomFrom(7);
  const words = readWords();
  await pool().query("drop table if exists bench_title, bench_text");
  await makePool(
    "bench_title",
    Array.from({ length: TITLES }, () => ({
      text: sentence(random, words, between(random, 3, 8)),
      field: "A",
    })),
  );
  await makePool(
    "bench_text",
    Array.from({ length: TEXTS }, () => ({
      text: sentence(random, words, between(random, 30, 60)),
      field: "D",
    })),
  );
  say("the pool is made");
  const client = await pool().connect();
  await client.query("set statement_timeout = 0; set maintenance_work_mem = '1GB'; set work_mem = '256MB'");
  await client.query("truncate search_entry; drop index search_entry_terms");
  const rows = readFileSync(join(import.meta.dirname, "search-data.sql"), "utf8");
  for (let left = ROWS; left > 0; left -= 100_000) {
    await client.query(rows, [Math.min(left, 100_000)]);
    say(`${ROWS - left + Math.min(left, 100_000)} rows`);
  }
  await client.query("create index search_entry_terms on search_entry using gin (terms)");
  await client.query("vacuum analyze search_entry");
  client.release(true);
}

const member = (roles: Actor["roles"]): Actor => ({
  id: "01890a5d-ac96-774b-bcce-b302099a8057",
  handle: "reader",
  displayName: "Reader",
  roles,
  dormantRoles: [],
  focalCountries: [],
  locale: "en",
  sessionId: "01890a5d-ac96-774b-bcce-b302099a8058",
  confirmedAt: new Date(),
  scopes: null,
});
const READERS = [null, member(["member"]), member(["member", "practitioner"])];

/** Words as often as the texts have them: who asks uses the words of the field. */
async function vocabulary(): Promise<string[]> {
  const { rows } = await pool().query<{ text: string }>("select text from bench_text where id <= 2000");
  return rows.flatMap(({ text }) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
}

interface Sort {
  name: string;
  ask: (random: Random, words: readonly string[], actor: Actor | null) => Promise<unknown>;
}

const asking = (q: string, actor: Actor | null, filters: Record<string, string> = {}) =>
  search(actor, SearchQuery.parse({ q, ...filters }), "en");

const SORTS: Sort[] = [
  { name: "two words", ask: (r, w, actor) => asking(`${pick(r, w)} ${pick(r, w)}`, actor) },
  {
    name: "two of the most frequent words",
    ask: (r, _w, actor) => asking(`${pick(r, FREQUENT)} ${pick(r, FREQUENT)}`, actor),
  },
  { name: "one word", ask: (r, w, actor) => asking(pick(r, w), actor) },
  { name: "three words", ask: (r, w, actor) => asking(`${pick(r, w)} ${pick(r, w)} ${pick(r, w)}`, actor) },
  {
    name: "two words of one kind and country",
    ask: (r, w, actor) => asking(`${pick(r, w)} ${pick(r, w)}`, actor, { type: "law", country: "AB" }),
  },
  {
    name: "two words, the newest first",
    ask: (r, w, actor) => asking(`${pick(r, w)} ${pick(r, w)}`, actor, { sort: "new" }),
  },
  {
    name: "two words, one mistyped",
    ask: (r, w, actor) => asking(`${pick(r, w)} ${mistyped(r, pick(r, w))}`, actor),
  },
  {
    name: "suggestions",
    ask: (r, w, actor) => suggest(actor, { q: pick(r, w).slice(0, between(r, 2, 5)), lang: "en" }),
  },
];

const FREQUENT = [
  "convention",
  "article",
  "data",
  "offences",
  "computer",
  "unverified",
  "criminal",
  "state",
  "preservation",
  "council",
];

function mistyped(random: Random, word: string): string {
  const at = between(random, 1, word.length - 2);
  return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
}

const at = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

async function measure(): Promise<void> {
  const words = await vocabulary();
  const lines = ["| asked | median, ms | p95, ms | longest, ms |", "| --- | ---: | ---: | ---: |"];
  for (const { name, ask } of SORTS) {
    const times: number[] = [];
    for (const isCounted of [false, true]) {
      // The first time warms the caches, by other questions of the same sort.
      const random = randomFrom(isCounted ? 11 : 13);
      const rounds = isCounted ? ASKED : Math.ceil(ASKED / 4);
      for (let n = 0; n < rounds; n += 1) {
        const from = performance.now();
        await ask(random, words, READERS[n % READERS.length] ?? null);
        if (isCounted) times.push(performance.now() - from);
      }
    }
    times.sort((a, b) => a - b);
    const [median, p95, most] = [at(times, 0.5), at(times, 0.95), times.at(-1) ?? 0];
    lines.push(`| ${name} | ${median.toFixed(1)} | ${p95.toFixed(1)} | ${most.toFixed(1)} |`);
    say(lines.at(-1) ?? "");
  }
  process.stdout.write(`${lines.join("\n")}\n\n${await sizes()}\n`);
}

/** What the rows take on the disk, in MB. */
async function sizes(): Promise<string> {
  const { rows } = await pool().query<{ name: string; bytes: string }>(
    `select 'rows' as name, pg_relation_size('search_entry') as bytes
     union all select 'texts and terms, out of line', pg_table_size('search_entry') - pg_relation_size('search_entry')
     union all select indexrelid::regclass::text, pg_relation_size(indexrelid) from pg_index
       where indrelid = 'search_entry'::regclass`,
  );
  const { rows: counted } = await pool().query<{ n: string }>("select count(*) as n from search_entry");
  const lines = rows.map(
    ({ name, bytes }) => `| ${name} | ${Math.round(Number(bytes) / 1_048_576).toLocaleString("en")} |`,
  );
  return [`| of ${Number(counted[0]?.n).toLocaleString("en")} rows | MB |`, "| --- | ---: |", ...lines].join(
    "\n",
  );
}

async function run(): Promise<void> {
  if (values.only !== "measure") await load();
  if (values.only !== "load") await measure();
  await closeDatabase();
}

if (process.env.DATABASE_URL) {
  await migrateDatabase(process.env.DATABASE_URL);
  await run();
} else {
  const dataDir = mkdtempSync(join(tmpdir(), "octopus-bench-"));
  prepareDataDir(dataDir);
  const postgres = await acquirePostgres({ dataDir });
  process.env.DATABASE_URL = postgres.url;
  try {
    await migrateDatabase(postgres.url);
    await run();
  } finally {
    await postgres.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

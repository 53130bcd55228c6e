/*
 * `npm run bench:search`: a search of a million rows. Fills a database of its own, asks what people would
 * ask, and prints tables of Markdown: how long a search takes with everything that its page needs (found, ranked,
 * counted by filter, cut to passages, by who asks), and how large the table and its indexes are.
 *
 *   --rows 1000000   how many
 *   --asked 300      how many questions of each sort
 *   --sorts EXPR     only the sorts of questions whose names it matches
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
import { LANGUAGES, type Language, Texts } from "./search-texts";
import { between, pick, type Random, randomFrom } from "./words";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    asked: { type: "string", default: "300" },
    only: { type: "string" },
    sorts: { type: "string", default: "" },
  },
});
const ROWS = Number(values.rows);
const ASKED = Number(values.asked);
/** Titles and paragraphs of the pool, in all languages together. */
const [TITLES, TEXTS] = [20_000, 40_000];
/** Rows of ten things, one of which is long: a whole and nine parts. */
const OF_TEN = 19;

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Stores titles or paragraphs with their terms. */
async function fillPool(language: Language, isTitle: boolean, texts: readonly string[]): Promise<void> {
  const weight: Field["weight"] = isTitle ? "A" : "D";
  for (let from = 0; from < texts.length; from += 500) {
    const some = texts.slice(from, from + 500);
    const { terms } = await termsOf(
      db(),
      some.map((text) => ({
        fields: [{ text, language, weight }],
        identifiers: [],
        kind: "post",
        language: "",
        countries: [],
        isWhole: false,
      })),
    );
    // Terms for kind and language belong to the row, not to the pool.
    const own = terms.map((one) => one.replace(/'=[kl]:[^']*'/g, ""));
    await db().execute(sql`insert into bench_text (lang, is_title, n, text, terms)
      select ${language}, ${isTitle}, ${from} + n - 1, text, terms
      from unnest(${sql.param(some)}::text[], ${sql.param(own)}::tsvector[]) with ordinality as one (text, terms, n)`);
  }
}

async function makePool(): Promise<void> {
  await pool().query(`drop table if exists bench_text, bench_count;
    create unlogged table bench_text (lang text, is_title boolean, n int, text text, terms tsvector, primary key (lang, is_title, n));
    create or replace aggregate bench_join (tsvector) (sfunc = tsvector_concat, stype = tsvector)`);
  for (const language of new Set(LANGUAGES)) {
    const share = LANGUAGES.filter((one) => one === language).length / LANGUAGES.length;
    const texts = new Texts(language, randomFrom(7));
    const many = (count: number, min: number, max: number) =>
      Array.from({ length: count * share }, () => texts.text(min, max));
    await fillPool(language, true, many(TITLES, 3, 9));
    await fillPool(language, false, many(TEXTS, 30, 60));
  }
  await pool().query(`create unlogged table bench_count as select lang,
      count(*) filter (where is_title) as titles, count(*) filter (where not is_title) as texts
    from bench_text group by lang; analyze bench_text`);
}

async function load(): Promise<void> {
  await makePool();
  say("the pool is made");
  const client = await pool().connect();
  await client.query("set statement_timeout = 0; set maintenance_work_mem = '1GB'; set work_mem = '256MB'");
  await client.query("truncate search_entry; drop index if exists search_entry_terms");
  const rows = readFileSync(join(import.meta.dirname, "search-data.sql"), "utf8");
  const things = Math.round((ROWS * 10) / OF_TEN);
  for (let from = 0; from < things; from += 50_000) {
    await client.query(rows, [Math.min(things - from, 50_000), from, [...LANGUAGES]]);
    say(`${from} of ${things} things`);
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

/** Words of a language with the frequency of its texts: people search with the words of the field. */
async function vocabulary(language: Language): Promise<string[]> {
  const { rows } = await pool().query<{ text: string }>(
    "select text from bench_text where lang = $1 and not is_title and n < 1000",
    [language],
  );
  const word = language === "zh" ? /\p{L}{2}/gu : /\p{L}{4,}/gu;
  return rows.flatMap(({ text }) => text.toLowerCase().match(word) ?? []);
}

interface Sort {
  name: string;
  /** Language of the words; English by default. */
  of?: Language;
  ask: (random: Random, words: readonly string[], actor: Actor | null) => Promise<unknown>;
}

const asking = (q: string, actor: Actor | null, filters: Record<string, string> = {}) =>
  search(actor, SearchQuery.parse({ q, ...filters }), "en");

const SORTS: Sort[] = [
  { name: "two words", ask: (r, w, actor) => asking(`${pick(r, w)} ${pick(r, w)}`, actor) },
  { name: "two words, Arabic", of: "ar", ask: (r, w, actor) => asking(`${pick(r, w)} ${pick(r, w)}`, actor) },
  {
    name: "two words, Chinese",
    of: "zh",
    ask: (r, w, actor) => asking(`${pick(r, w)} ${pick(r, w)}`, actor),
  },
  {
    name: "two of the ten most frequent words",
    ask: (r, w, actor) => asking(`${pick(r, frequent(w))} ${pick(r, frequent(w))}`, actor),
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

const counted = new Map<readonly string[], string[]>();

/** Returns the ten most frequent words. */
function frequent(words: readonly string[]): string[] {
  const known = counted.get(words);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const most = [...counts].sort(([, n], [, m]) => m - n).slice(0, 10);
  counted.set(
    words,
    most.map(([word]) => word),
  );
  return frequent(words);
}

function mistyped(random: Random, word: string): string {
  const at = between(random, 1, word.length - 2);
  return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
}

const at = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** Returns the process numbers of the connections to this database. */
async function backends(): Promise<number[]> {
  const { rows } = await pool().query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'",
  );
  return rows.map(({ pid }) => pid);
}

/**
 * Returns milliseconds of processor time of this process and the database's: the cost of a search, independent
 * of other load. Null if the kernel does not report it or the database is on another machine.
 */
function processorTime(pids: readonly number[]): number | null {
  const { user, system } = process.cpuUsage();
  let ms = (user + system) / 1_000;
  for (const pid of pids) {
    try {
      ms += Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    } catch {
      return null;
    }
  }
  return ms;
}

interface Asked {
  wall: number;
  processor: number | null;
}

async function ask(sort: Sort, words: readonly string[], random: Random, rounds: number): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const pids = await backends();
    const before = processorTime(pids);
    const from = performance.now();
    await sort.ask(random, words, READERS[n % READERS.length] ?? null);
    const wall = performance.now() - from;
    const after = processorTime(pids);
    asked.push({ wall, processor: before === null || after === null ? null : after - before });
  }
  return asked;
}

async function measure(): Promise<void> {
  const lines = [
    "| asked | median, ms | p95, ms | longest, ms | processor: median, ms | p95, ms |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
  ];
  for (const sort of SORTS) {
    if (!new RegExp(values.sorts).test(sort.name)) continue;
    const words = await vocabulary(sort.of ?? "en");
    // A first run with other queries of the same kind warms the caches.
    await ask(sort, words, randomFrom(13), Math.ceil(ASKED / 4));
    const asked = await ask(sort, words, randomFrom(11), ASKED);
    const wall = asked.map((one) => one.wall).sort((a, b) => a - b);
    const processor = asked.flatMap((one) => one.processor ?? []).sort((a, b) => a - b);
    const shown = [at(wall, 0.5), at(wall, 0.95), wall.at(-1) ?? 0, at(processor, 0.5), at(processor, 0.95)];
    lines.push(`| ${[sort.name, ...shown.map((ms) => ms.toFixed(1))].join(" | ")} |`);
    say(lines.at(-1) ?? "");
  }
  process.stdout.write(`${lines.join("\n")}\n\n${await sizes()}\n`);
}

/** Returns the size of the rows and of each index on disk, in MB, as a Markdown table. */
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

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase, pool } from "@/db/client";
import { MIGRATIONS, migrateDatabase } from "@/db/migrate";
import { rebuildProjections } from "@/lib/projections";
import { reindexAll } from "@/lib/searchables";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { onServer, sumsOf } from "@/tests/support/empty-database";

/*
 * A database as filled by the version before the engines (a2ab4d84): two profiles of the starting data with
 * an edit that cites and links, two posts from it and two by members with a comment, training material with
 * its description, and that version's projections and index. After migration to the current schema it must
 * already equal what the current version would write.
 */
const DUMP = "tests/samples/before-engines.json.gz";
/** The last migration of that version. */
const LAST = 60;
/**
 * What rebuilding also writes: its audit entry, what is stale, the state of the index, and tables that were
 * not dumped.
 */
const WRITTEN = ["audit_entry", "version", "setting", "search_entry", "search_word", "search_synonym"];

useDatabase({ keep: true });
const folder = mkdtempSync(join(tmpdir(), "octopus-migrations-"));
let url = "";

beforeAll(async () => {
  url = process.env.DATABASE_URL ?? "";
  await closeDatabase();
  for (const schema of ["public", "drizzle", "graphile_worker"])
    await onServer(`drop schema ${schema} cascade`, url);
  await onServer("create schema public", url);
  cpSync(MIGRATIONS, folder, { recursive: true });
  const journal = join(folder, "meta/_journal.json");
  const all = JSON.parse(readFileSync(journal, "utf8")) as { entries: { idx: number }[] };
  const entries = all.entries.filter(({ idx }) => idx <= LAST);
  writeFileSync(journal, JSON.stringify({ ...all, entries }));
  await migrateDatabase(url, folder);
  await load();
  expect(await migrateDatabase(url)).toBe(all.entries.length - entries.length);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Restores the rows of the dump; constraints are disabled, since the rows are in no order. */
async function load(): Promise<void> {
  const dump = JSON.parse(gunzipSync(readFileSync(DUMP)).toString("utf8")) as Record<string, unknown[]>;
  const client = await pool().connect();
  try {
    await client.query("set session_replication_role = replica");
    for (const [table, rows] of Object.entries(dump)) {
      const { rows: columns } = await client.query<{ name: string }>(
        `select quote_ident(column_name) as name from information_schema.columns
         where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
        [table],
      );
      const names = columns.map(({ name }) => name).join(", ");
      await client.query(`delete from "${table}"`);
      await client.query(
        `insert into "${table}" (${names}) overriding system value
         select ${names} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
        [JSON.stringify(rows)],
      );
    }
  } finally {
    client.release(true);
  }
}

/** Owners whose entries are worded as they were in that version. */
const SAME_WORDS = "owner ~ '^(post|comment|material|material-files|member):'";
/**
 * Owners whose entries have other words and another weight since: unverified names have their mark, and the status
 * of treaties another title. A site writes them again by itself (decision 39).
 */
const OTHER_WORDS = "owner ~ '^(profile|section):'";
const WORDING = ["titles", "text", "terms", "anchors", "prior", "hash"];
const entries = async () => [
  ...(await entriesOf(SAME_WORDS, ["added_at"])),
  ...(await entriesOf(OTHER_WORDS, ["added_at", ...WORDING])),
];
const entriesOf = (owned: string, without: readonly string[]) =>
  onServer<{ is: unknown }>(
    `select to_jsonb(e) - '{${without.join(",")}}'::text[] as is from search_entry e where ${owned} order by thing, part`,
    url,
  );
const sums = async () =>
  Object.fromEntries(Object.entries(await sumsOf(url)).filter(([table]) => !WRITTEN.includes(table)));

it("rebuilding the projections changes none that the earlier version wrote", async () => {
  const before = await sums();
  expect(Number(before.page_link?.split(" ")[0])).toBeGreaterThan(3);
  expect(Number(before.provision?.split(" ")[0])).toBeGreaterThan(20);
  expect((await transact(OPERATOR, (ctx) => rebuildProjections(ctx))).changed).toBe(0);
  expect(await sums()).toEqual(before);
});

it("rebuilding the index finds the same pages and comments, in the same places for the same readers", async () => {
  const [rows, before] = [await entries(), await sums()];
  expect(rows.length).toBeGreaterThan(80);
  await reindexAll(OPERATOR);
  expect(await entries()).toEqual(rows);
  expect(await sums()).toEqual(before);
});

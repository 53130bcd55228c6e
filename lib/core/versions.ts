import { AsyncLocalStorage } from "node:async_hooks";
import { inArray, sql } from "drizzle-orm";
import { pool, type Queryable, type Tx } from "@/db/client";
import { version } from "@/db/schema/core";

/** The names of what documents depend on. By slug everywhere, so that a reader of code finds both ends. */
export const scope = {
  /** One profile: its text, its records, its history. */
  profile: (slug: string) => `profile:${slug}`,
  /** What is shown of one member: name, public page. */
  member: (handle: string) => `member:${handle}`,
  /**
   * What has become of the past of a profile: revisions that were hidden or shown, edits that took their place among
   * older ones when they were accepted. A save adds to the past and changes nothing of it.
   */
  past: (slug: string) => `past:${slug}`,
  /** Anything that lists of countries and the figures of the front page show. */
  countries: "countries",
  /** What the directory of countries and its map show in their own order: a save raises it where a row changes. */
  directory: "directory",
  /** Which pages lead to a page of this site, as texts name it: "countries/senegal", "convention/185-18". */
  linksTo: (target: string) => `links:${target}`,
  /** All of them, when they were built anew. */
  links: "links",
  /** The list of recent changes. */
  changes: "changes",
  /** The directory of members. */
  members: "members",
  /** What documents were made of a profile, and how large they are. */
  exports: (slug: string) => `exports:${slug}`,
  /** One post: its text, its comments, its history. */
  post: (slug: string) => `post:${slug}`,
  /** The lists of posts and their feeds. */
  blog: "blog",
  /** The posts on a country that its profile names, by its code. */
  postsOn: (iso2: string) => `posts-on:${iso2}`,
  /** The posts of a member that the public page names. */
  postsBy: (handle: string) => `posts-by:${handle}`,
  /** One material: its text, its files, what is said of it. */
  material: (slug: string) => `material:${slug}`,
  /** The lists of materials and their feed. */
  training: "training",
  /** Whether readers have a page that texts link to: "blog/SLUG", "training/SLUG". */
  there: (target: string) => `there:${target}`,
  /** Words of the same meaning, by which searches look further. */
  synonyms: "synonyms",
  /** The search index. Raised by the functions that write it (`markStale`), not by facts. */
  search: "search",
  /** In which sections of which profiles edits wait for review. */
  waiting: "waiting",
  /** What all countries together say of the articles: counts, lists of instruments. */
  law: "law",
  /** What countries answer to one article, by its id: "185-16". */
  article: (id: string) => `article:${id}`,
  /** How States stand to the treaties. */
  treaties: "treaties",
  /** What every page shows: the banner, read-only mode. */
  site: "site",
} as const;

const READ = "select scope, n::float8 from version where scope = any($1)";

/** The numbers of scopes; one that nobody ever made stale has none. */
export type ScopeNumbers = ReadonlyMap<string, number>;

interface Asking {
  scopes: readonly string[];
  /** Called once: with an error, or with the numbers. Must not throw. */
  answer: (error: unknown, numbers: ScopeNumbers) => void;
}

const NONE: ScopeNumbers = new Map();

let waiting: Asking[] = [];
let isAsking = false;

/**
 * The numbers of scopes as they are now. Asked for every document served, so those who come while the database is
 * answering are asked for together in the next query: it begins after the last of them came. A prepared statement on
 * a connection of its own, which no search or save keeps busy. The answer may hold other scopes as well.
 */
export function readScopes(scopes: readonly string[]): Promise<ScopeNumbers> {
  return new Promise((done, fail) => {
    ask(scopes, (error, numbers) => (error === null ? done(numbers) : fail(error)));
  });
}

function ask(scopes: readonly string[], answer: Asking["answer"]): void {
  waiting.push({ scopes, answer });
  if (!isAsking) void askForAll();
}

/** One number that rises whenever one of these scopes goes stale. */
export function versionIn(numbers: ScopeNumbers, scopes: readonly string[]): number {
  let sum = 0;
  for (const name of scopes) sum += numbers.get(name) ?? 0;
  return sum;
}

/** The versions that were read before the current drawing began. */
const readBefore = new AsyncLocalStorage<{ asked: readonly string[]; numbers: ScopeNumbers }>();

/** Runs a drawing that reuses the versions read before it, instead of asking the database again. */
export function withVersionsRead<T>(
  asked: readonly string[],
  { numbers }: DrawingStart,
  draw: () => Promise<T>,
): Promise<T> {
  return readBefore.run({ asked, numbers }, draw);
}

/** Reads the current version; inside a drawing, returns the one that was read before it began. */
export async function readVersion(scopes: readonly string[]): Promise<number> {
  const before = readBefore.getStore();
  if (before && scopes.every((name) => before.asked.includes(name))) return versionIn(before.numbers, scopes);
  return versionIn(await readScopes(scopes), scopes);
}

/**
 * Hands that number on as it is now, or why it can't be had. For the front door, which asks before every document: a
 * chain of promises costs there as much as all the rest of the answer. `answer` must not throw.
 */
export function askVersion(
  scopes: readonly string[],
  answer: (error: unknown, version: number) => void,
): void {
  ask(scopes, (error, numbers) => answer(error, versionIn(numbers, scopes)));
}

async function askForAll(): Promise<void> {
  isAsking = true;
  while (waiting.length > 0) {
    const asking = waiting;
    waiting = [];
    const [error, numbers] = await readNumbers(asking).then(
      (found) => [null, found] as const,
      (thrown: unknown) => [thrown ?? new Error("no answer"), NONE] as const,
    );
    for (const { answer } of asking) answer(error, numbers);
  }
  isAsking = false;
}

async function readNumbers(asking: readonly Asking[]): Promise<ScopeNumbers> {
  const names = new Set<string>();
  for (const { scopes } of asking) for (const name of scopes) names.add(name);
  const result = await pool("versions").query<[string, number]>({
    name: "read-versions",
    text: READ,
    values: [[...names]],
    rowMode: "array",
  });
  return new Map(result.rows);
}

const READ_START = `
  select scope, n::float8 as n, pg_snapshot_xmin(pg_current_snapshot())::text as oldest
  from (select null::text as scope, null::bigint as n union all select scope, n from version where scope = any($1)) known`;

/** What is known before a document is drawn. */
export interface DrawingStart {
  numbers: ScopeNumbers;
  /** Everything that was written by a transaction before this one was committed, or undone, by then. */
  oldest: string;
}

/** Reads the numbers of scopes before a drawing, and the mark by which scopes found during it are judged afterwards. */
export async function startDrawing(scopes: readonly string[]): Promise<DrawingStart> {
  const { rows } = await pool("versions").query<{ scope: string | null; n: number; oldest: string }>({
    name: "start-drawing",
    text: READ_START,
    values: [scopes],
  });
  const known = rows.flatMap(({ scope: name, n }) => (name === null ? [] : [[name, n] as const]));
  return { numbers: new Map(known), oldest: rows[0]?.oldest ?? "0" };
}

/*
 * `xmin` of a row is the transaction that wrote it, without its upper half: that of the newest transaction, or the one
 * before where the lower half is greater.
 */
const READ_UNMOVED = `
  with now as (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next)
  select scope, n::float8 as n, (
    case when written <= next then written else written - 4294967296 end
  ) < $2::bigint as "isOld"
  from now, lateral (
    select scope, n, (next >> 32 << 32) + xmin::text::bigint as written from version where scope = any($1)
  ) found`;

/**
 * Reads the numbers of scopes that turned out to matter during a drawing, if none of them was raised since it began:
 * then they vouch for it like those that were read before. Null when one was, or may have been.
 */
export async function readUnmoved(
  scopes: readonly string[],
  { oldest }: DrawingStart,
): Promise<ScopeNumbers | null> {
  const { rows } = await pool("versions").query<{ scope: string; n: number; isOld: boolean }>({
    name: "read-unmoved",
    text: READ_UNMOVED,
    values: [scopes, oldest],
  });
  if (rows.some(({ isOld }) => !isOld)) return null;
  return new Map(rows.map(({ scope: name, n }) => [name, n]));
}

const scopesOf = new WeakMap<Tx, Set<string>>();

/** Starts to collect the scopes that a transaction makes stale. `transact` raises them at its end. */
export function gatherStale(tx: Tx): Set<string> {
  const names = new Set<string>();
  scopesOf.set(tx, names);
  return names;
}

/**
 * Marks a scope as stale: `transact` raises it at the end of the transaction. For engines whose tables several domains
 * fill, so that no domain can forget it. Throws outside `transact`.
 */
export function markStale(tx: Tx, name: string): void {
  const names = scopesOf.get(tx);
  if (!names) throw new Error("a scope went stale outside of transact");
  names.add(name);
}

/**
 * Makes scopes stale. The last statement of a writer's transaction; sorted, so that two writers of the same scopes
 * wait for each other and do not lock each other out.
 */
export async function bumpVersions(on: Queryable, scopes: Iterable<string>): Promise<void> {
  const names = [...new Set(scopes)].sort();
  if (names.length === 0) return;
  await on
    .insert(version)
    .values(names.map((name) => ({ scope: name, n: 1 })))
    .onConflictDoUpdate({ target: version.scope, set: { n: sql`${version.n} + 1` } });
}

/**
 * The numbers of single scopes.
 * @forTests
 */
export async function listVersions(on: Queryable, scopes: string[]): Promise<Map<string, number>> {
  const rows = await on
    .select({ scope: version.scope, n: version.n })
    .from(version)
    .where(inArray(version.scope, scopes));
  return new Map(rows.map((row) => [row.scope, row.n]));
}

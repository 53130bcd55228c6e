import { AsyncLocalStorage } from "node:async_hooks";
import { inArray, sql } from "drizzle-orm";
import { pool, type Queryable, type Tx } from "@/db/client";
import { version } from "@/db/schema/core";

/**
 * Names of what documents depend on, with slugs or codes in them. Code that raises a scope and code that reads it
 * both name it here, so that a search finds them.
 */
export const scope = {
  /** One profile: text, records, history. */
  profile: (slug: string) => `profile:${slug}`,
  /** What is shown of one member: name, public page. */
  member: (handle: string) => `member:${handle}`,
  /**
   * Changes to a profile's past: revisions hidden or shown, and accepted edits inserted before later ones. A
   * plain save does not raise it.
   */
  past: (slug: string) => `past:${slug}`,
  /** Anything shown in lists of countries or in the figures of the home page. */
  countries: "countries",
  /** Rows of the countries directory and its map; raised only by saves that change a row. */
  directory: "directory",
  /** The pages that link to a target, named as in texts: "countries/senegal", "convention/185-18". */
  linksTo: (target: string) => `links:${target}`,
  /** All links, after they were rebuilt. */
  links: "links",
  /** The list of recent changes. */
  changes: "changes",
  /** The public log of moderation: has what happened until yesterday, so each night changes it. */
  log: "log",
  /** The directory of members. */
  members: "members",
  /** Which exports exist of a profile, and their sizes. */
  exports: (slug: string) => `exports:${slug}`,
  /** One post: text, comments, history. */
  post: (slug: string) => `post:${slug}`,
  /** The lists of posts and their feeds. */
  blog: "blog",
  /** The posts listed on a country's profile, by country code. */
  postsOn: (iso2: string) => `posts-on:${iso2}`,
  /** The posts listed on a member's public page. */
  postsBy: (handle: string) => `posts-by:${handle}`,
  /** One material: text, files, ratings and comments. */
  material: (slug: string) => `material:${slug}`,
  /** The lists of materials and their feed. */
  training: "training",
  /** One topic: messages, replies, history; by its number. */
  topic: (slug: string) => `topic:${slug}`,
  /** The lists of topics and their feed. */
  discussions: "discussions",
  /** The topics listed on a country's profile, by country code. */
  topicsOn: (iso2: string) => `topics-on:${iso2}`,
  /** The categories of topics: names, order, who may write. */
  categories: "categories",
  /** Whether a page that texts link to is public: "blog/SLUG", "training/SLUG". */
  there: (target: string) => `there:${target}`,
  /** One page such as the charter, in every language: text and history. */
  standing: (name: string) => `standing:${name}`,
  /** The filters of what members write. */
  filters: "filters",
  /** Synonyms used by search. */
  synonyms: "synonyms",
  /** The search index. Raised by the functions that write it (`markStale`), not by facts. */
  search: "search",
  /** Which sections have pending edits. */
  waiting: "waiting",
  /** What the articles show of all countries together: counts, lists of laws. */
  law: "law",
  /** The countries' provisions for one article, by its id: "185-16". */
  article: (id: string) => `article:${id}`,
  /** Each State's treaty status. */
  treaties: "treaties",
  /** What every page shows: banner, read-only mode. */
  site: "site",
} as const;

const READ = "select scope, n::float8 from version where scope = any($1)";

/** Version of each scope; scopes that were never raised are missing. */
export type ScopeNumbers = ReadonlyMap<string, number>;

interface Asking {
  scopes: readonly string[];
  /** Called once, with an error or the versions. Must not throw. */
  answer: (error: unknown, numbers: ScopeNumbers) => void;
}

const NONE: ScopeNumbers = new Map();

let waiting: Asking[] = [];
let isAsking = false;

/**
 * Reads the current versions of scopes. Shares its queries with `askVersion`, which runs for every stored document:
 * requests that arrive during a query are answered together by the next one. Uses a prepared statement on a
 * connection of its own, so that searches and saves cannot delay it. The result may contain scopes that other
 * requests asked for.
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

/** Sums the versions of scopes: the sum rises whenever one of them goes stale. */
export function versionIn(numbers: ScopeNumbers, scopes: readonly string[]): number {
  let sum = 0;
  for (const name of scopes) sum += numbers.get(name) ?? 0;
  return sum;
}

/** Versions that were read before the current drawing began. */
const readBefore = new AsyncLocalStorage<{ asked: readonly string[]; numbers: ScopeNumbers }>();

/** Runs a drawing with versions that were already read, to save a query. */
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
 * Passes the current version, or an error, to `answer`, which must not throw. With a callback instead of a
 * promise, because the front door calls it before every document and promises cost as much there as the rest
 * of the response.
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

/** State of the database when a drawing starts. */
export interface DrawingStart {
  numbers: ScopeNumbers;
  /** Oldest running transaction: every older one has already committed or rolled back. */
  oldest: string;
}

/** Reads the versions of scopes before a drawing, and the oldest running transaction, which `readUnmoved` needs. */
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
 * `xmin` is only the lower 32 bits of the writing transaction's number. The upper half is that of the newest
 * transaction, or one less where that would be in the future.
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
 * Reads the versions of scopes that were found during a drawing. Returns null if one of them was, or may have
 * been, raised since it began, as the drawing may then be stale.
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

/** Starts collecting the scopes that a transaction makes stale; `transact` raises them at its end. */
export function gatherStale(tx: Tx): Set<string> {
  const names = new Set<string>();
  scopesOf.set(tx, names);
  return names;
}

/**
 * Marks a scope as stale; `transact` raises it at the end of the transaction. For engines whose tables
 * several domains write, so that no domain can forget it. Throws outside `transact`.
 */
export function markStale(tx: Tx, name: string): void {
  const names = scopesOf.get(tx);
  if (!names) throw new Error("a scope went stale outside of transact");
  names.add(name);
}

/**
 * Raises scopes. Must be the last statement of a transaction. Scopes are sorted to avoid deadlocks between
 * two transactions.
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
 * Lists the versions of scopes.
 * @forTests
 */
export async function listVersions(on: Queryable, scopes: string[]): Promise<Map<string, number>> {
  const rows = await on
    .select({ scope: version.scope, n: version.n })
    .from(version)
    .where(inArray(version.scope, scopes));
  return new Map(rows.map((row) => [row.scope, row.n]));
}

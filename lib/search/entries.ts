import { createHash } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { searchEntry } from "@/db/schema/search";
import { markStale, scope } from "@/lib/core/versions";
import type { Locale } from "@/lib/i18n/locales";
import { canonicalJson } from "@/lib/text/canonical";
import { weightOf } from "@/lib/vocabulary/search-kinds";
import type { Tlp } from "@/lib/vocabulary/tlp";
import type { Topic } from "@/lib/vocabulary/topics";
import type { Audience } from "./audiences";
import { type Part, type Passage, partsOf } from "./parts";
import { type Field, type TermsInput, termsOf } from "./vector";
import { addWords } from "./words";

/** An entry of the search index. */
export interface SearchEntry {
  /** Unique within its owner and stable. */
  key: string;
  /** Kind of thing (`lib/vocabulary/search-kinds.ts`). */
  kind: string;
  /** Path without language; `anchor` is its start in the page. */
  path: string;
  /** Set if the page has different text in each language: this entry's language. */
  onlyIn?: Locale;
  anchor?: string | undefined;
  /** Its name; by language if the interface translates it. */
  title: string | Readonly<Record<Locale, string>>;
  /**
   * The thing's own name, if the title adds to it, e.g. the treaty of an article, or the confidence. "" for a
   * name that is the same in all languages.
   */
  ownTitle?: Readonly<Record<string, string>>;
  /** Language of name and text: ISO 639-1, or 639-2 if it has no such code; "" for names of persons. */
  language: string;
  /** Country codes, ISO alpha-2. */
  countries?: readonly string[];
  topics?: readonly Topic[];
  /** Its handling label, if set. */
  handling?: Tlp;
  audience?: Audience;
  /** When its content last changed; for a post, its publication. */
  at?: Date | null;
  /**
   * Day when it was last verified (ISO 8601), by someone its domain authorizes; null if never, or if it
   * changed since.
   */
  verifiedOn?: string | null;
  /** Alternative names, searched like its title. */
  names?: readonly Passage[];
  /** What it belongs to: country, topics, author. */
  context?: readonly Passage[];
  /** Part of another indexed thing, such as a provision of its law. */
  isPiece?: boolean;
  /** Identifiers it has, not those it mentions: "Art. 360", "§ 202c StGB", "2013/40/EU", "Article 2 BC". */
  identifiers?: readonly string[];
  passages: readonly Passage[];
}

/** Deduction from a part's rank compared with its whole. */
const OF_A_PIECE = 0.25;

/**
 * Increase when `termsOf` gives equal entries other words, since the samples do not show this: all entries are then
 * written again. Changes of the entries themselves are detected without it (`searchFormat`).
 */
const SEARCH_FORMAT = 11;

type Row = typeof searchEntry.$inferInsert;
type Draft = Omit<Row, "terms"> & { input: TermsInput };

/**
 * Makes `entries` the complete set of an owner's entries: writes new and changed ones, removes others. Runs
 * in the caller's transaction, under its lock on the thing itself. Returns how many rows were written or
 * removed.
 * @forTests
 */
export async function updateEntries(tx: Tx, owner: string, entries: readonly SearchEntry[]): Promise<number> {
  return updateAllEntries(tx, [{ owner, entries }]);
}

/** The same for many owners. */
export async function updateAllEntries(
  tx: Tx,
  owned: readonly { owner: string; entries: readonly SearchEntry[] }[],
): Promise<number> {
  const drafts = owned.flatMap(({ owner, entries }) => entries.flatMap((entry) => draftsOf(owner, entry)));
  const there = await tx
    .select({
      thing: searchEntry.thing,
      part: searchEntry.part,
      hash: searchEntry.hash,
      at: searchEntry.at,
      verifiedOn: searchEntry.verifiedOn,
      audience: searchEntry.audience,
    })
    .from(searchEntry)
    .where(
      inArray(
        searchEntry.owner,
        owned.map(({ owner }) => owner),
      ),
    );
  const known = new Map(there.map((row) => [placeOf(row), row]));
  const wanted = new Set(drafts.map(placeOf));
  const changed = drafts.filter((row) => known.get(placeOf(row))?.hash !== row.hash);
  const gone = there.filter((row) => !wanted.has(placeOf(row)));
  const written = new Set(changed.map(placeOf));
  const restated = drafts.filter((row) => {
    const before = known.get(placeOf(row));
    return before !== undefined && !written.has(placeOf(row)) && !isSameState(before, row);
  });
  await remove(tx, gone);
  await write(tx, changed);
  await restate(tx, restated);
  const count = changed.length + gone.length + restated.length;
  if (count > 0) markStale(tx, scope.search);
  return count;
}

const placeOf = (row: { thing: string; part: number }) => `${row.thing}/${row.part}`;

type State = Pick<Draft, "at" | "verifiedOn" | "audience">;

function isSameState(a: State, b: State): boolean {
  return a.at?.getTime() === b.at?.getTime() && a.verifiedOn === b.verifiedOn && a.audience === b.audience;
}

/** Columns that can change while the words stay, so no index is updated. */
async function restate(tx: Tx, rows: readonly Draft[]): Promise<void> {
  const things = new Map(rows.map((row) => [row.thing, row]));
  for (const thing of [...things.keys()].sort()) {
    const { at, verifiedOn, audience } = things.get(thing) as Draft;
    await tx.update(searchEntry).set({ at, verifiedOn, audience }).where(eq(searchEntry.thing, thing));
  }
}

async function remove(tx: Tx, rows: readonly { thing: string; part: number }[]): Promise<void> {
  const parts = new Map<number, string[]>();
  for (const { thing, part } of rows) parts.set(part, [...(parts.get(part) ?? []), thing]);
  for (const [part, things] of parts)
    await tx.delete(searchEntry).where(and(eq(searchEntry.part, part), inArray(searchEntry.thing, things)));
}

const BATCH = 200;

async function write(tx: Tx, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return;
  const { terms, words } = await termsOf(
    tx,
    drafts.map(({ input }) => input),
  );
  const rows = drafts.map(({ input: _input, ...row }, n): Row => ({ ...row, terms: terms[n] ?? "" }));
  // Sorted, so that two transactions writing the same rows cannot deadlock.
  rows.sort((a, b) => (a.thing < b.thing ? -1 : a.thing > b.thing ? 1 : a.part - b.part));
  for (let from = 0; from < rows.length; from += BATCH) {
    await tx
      .insert(searchEntry)
      .values(rows.slice(from, from + BATCH))
      .onConflictDoUpdate({ target: [searchEntry.thing, searchEntry.part], set: WRITTEN });
  }
  await addWords(tx, words);
}

const excluded = (column: string) => sql.raw(`excluded.${column}`);
const WRITTEN = {
  kind: excluded("kind"),
  path: excluded("path"),
  titles: excluded("titles"),
  language: excluded("language"),
  countries: excluded("countries"),
  topics: excluded("topics"),
  handling: excluded("handling"),
  audience: excluded("audience"),
  at: excluded("at"),
  verifiedOn: excluded("verified_on"),
  prior: excluded("prior"),
  text: excluded("text"),
  anchors: excluded("anchors"),
  terms: excluded("terms"),
  hash: excluded("hash"),
};

/** Derives an id from owner and key (RFC 9562, version 8). */
function thingId(owner: string, key: string): string {
  const b = createHash("sha256").update(`${owner}\0${key}`).digest().subarray(0, 16);
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x80;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  const hex = b.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Returns a digest of each row that the entries would be stored as, to compare versions of the code. */
export function describeEntries(entries: readonly SearchEntry[]): string[] {
  return entries.flatMap((entry) =>
    draftsOf("sample", entry).map(({ hash, text, at, verifiedOn, audience, anchors }) =>
      createHash("sha256")
        .update(canonicalJson({ hash, text, at: at?.toISOString() ?? null, verifiedOn, audience, anchors }))
        .digest("base64url"),
    ),
  );
}

/** Rows of an entry: one, or one for the whole and one per part. */
function draftsOf(owner: string, entry: SearchEntry): Draft[] {
  const parts = partsOf(entry.passages);
  const [only] = parts;
  if (parts.length === 1 && only) return [draftOf(owner, entry, 0, only, false)];
  const whole: Part = { passages: entry.passages, text: "", anchors: [] };
  return [
    draftOf(owner, entry, 0, whole, true),
    ...parts.map((part, n) => draftOf(owner, entry, n + 1, part, false)),
  ];
}

function draftOf(owner: string, entry: SearchEntry, part: number, own: Part, isWhole: boolean): Draft {
  const titles: Record<string, string> =
    typeof entry.title === "string" ? { "": entry.title } : { ...entry.title };
  const countries = [...(entry.countries ?? [])];
  const topics = [...(entry.topics ?? [])];
  const handling = entry.handling ?? null;
  const input: TermsInput = {
    fields: fieldsOf(entry, titles, own),
    identifiers: entry.identifiers ?? [],
    kind: entry.kind,
    language: entry.language,
    countries,
    topics,
    handling,
    isWhole,
  };
  const row = {
    owner,
    key: entry.key,
    kind: entry.kind,
    path: entry.onlyIn ? `${entry.onlyIn}:${entry.path}` : entry.path,
    titles,
    language: entry.language,
    countries,
    topics,
    handling,
    audience: entry.audience ?? "public",
    at: entry.at ?? null,
    verifiedOn: entry.verifiedOn ?? null,
    prior: weightOf(entry.kind) - (entry.isPiece ? OF_A_PIECE : 0),
    text: own.text,
    anchors:
      own.anchors.length > 0 || !entry.anchor ? own.anchors : ([[0, entry.anchor]] as [number, string][]),
  };
  const { at: _at, verifiedOn: _verified, audience: _audience, text: _text, ...said } = row;
  const made = canonicalJson({ ...said, input, format: SEARCH_FORMAT });
  const hash = createHash("sha256").update(made).digest("base64url");
  return { thing: thingId(owner, entry.key), part, ...row, input, hash };
}

function fieldsOf(entry: SearchEntry, titles: Readonly<Record<string, string>>, own: Part): Field[] {
  const named = (weight: Field["weight"], passages: readonly Passage[] = []): Field[] =>
    passages.map(({ text, language, isPlace = false }) => ({
      text,
      language: language ?? entry.language,
      weight,
      isPlace,
    }));
  return [
    ...Object.entries(entry.ownTitle ?? titles).map(
      ([locale, text]): Field => ({ text, language: locale || entry.language, weight: "A" }),
    ),
    ...named("A", entry.names),
    ...named("C", entry.context),
    ...own.passages.map(
      ({ text, language, isHeading }): Field => ({
        text,
        language: language ?? entry.language,
        weight: isHeading ? "B" : "D",
      }),
    ),
  ];
}

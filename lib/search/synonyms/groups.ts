import { asc } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { searchSynonym } from "@/db/schema/search";
import { readVersion, scope } from "@/lib/core/versions";
import { nodesOf } from "../query/expand";
import { all, type Node } from "../query/lexemes";
import { parseQuery } from "../query/parse";
import { languagesOf, stemsOf } from "../stems";
import { tokensOf } from "../text/tokens";

export interface PhraseWord {
  forms: ReadonlySet<string>;
  /** A stop word within the phrase, "de" or "of": it may be left out, as in search. */
  isSmall: boolean;
}

/** One phrase of a group, as searches use it. */
export interface Phrase {
  text: string;
  /** Each word in all forms that match it. */
  words: readonly PhraseWord[];
  node: Node;
}

export interface Group {
  phrases: readonly Phrase[];
}

const KEY = Symbol.for("octopus.synonyms");
const shared = globalThis as { [KEY]?: { version: number; groups: Promise<readonly Group[]> } };

/** Lists all groups of synonyms. Cached until one changes; concurrent searches share one read. */
export async function findGroups(on: Queryable = db()): Promise<readonly Group[]> {
  const version = await readVersion([scope.synonyms]);
  if (shared[KEY]?.version === version) return shared[KEY].groups;
  const groups = readGroups(on);
  shared[KEY] = { version, groups };
  // After a failure the next search reads again.
  groups.catch(() => {
    if (shared[KEY]?.groups === groups) delete shared[KEY];
  });
  return groups;
}

async function readGroups(on: Queryable): Promise<readonly Group[]> {
  const rows = await on
    .select({ phrases: searchSynonym.phrases })
    .from(searchSynonym)
    .orderBy(asc(searchSynonym.id));
  const groups: Group[] = [];
  for (const { phrases } of rows)
    groups.push({ phrases: await Promise.all(phrases.map((text) => readPhrase(on, text))) });
  return groups;
}

async function readPhrase(on: Queryable, text: string): Promise<Phrase> {
  const { clauses } = parseQuery(text);
  // Stop words of the phrase's language occur in every text.
  const asked = await nodesOf(on, clauses, "fr");
  const strong = asked.filter(({ isStop }) => !isStop);
  const read = await readWords(on, text);
  const words = read.map(({ forms, isStop }, n) => ({
    forms,
    isSmall: isStop && n > 0 && n < read.length - 1,
  }));
  return { text, words, node: all((strong.length > 0 ? strong : asked).map(({ node }) => node)) };
}

/** Returns each word of a text with all its forms; two words match if their forms overlap. */
export async function formsOf(on: Queryable, text: string): Promise<ReadonlySet<string>[]> {
  return (await readWords(on, text)).map(({ forms }) => forms);
}

async function readWords(
  on: Queryable,
  text: string,
): Promise<{ forms: ReadonlySet<string>; isStop: boolean }[]> {
  const seen = new Set<number>();
  const tokens = tokensOf(text).filter(({ position }) => !seen.has(position) && seen.add(position));
  const asked = tokens.flatMap(({ raw, word }) =>
    raw === null ? [] : languagesOf(word).map((language) => ({ raw, language })),
  );
  const stemOf = await stemsOf(on, asked);
  return tokens.map(({ raw, word }) => {
    const found = raw === null ? [] : languagesOf(word).map((language) => stemOf({ raw, language }));
    return {
      forms: new Set([word, ...found.flatMap(({ stems }) => stems)]),
      isStop: found.some(({ isStop }) => isStop),
    };
  });
}

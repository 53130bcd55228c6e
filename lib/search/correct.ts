import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import type { Asked } from "./query/expand";
import { nodesOf } from "./query/expand";
import { any, type Node, tsquery } from "./query/lexemes";
import { parseQuery } from "./query/parse";
import { listLikeWords } from "./spelling";
import { fold } from "./text/fold";

type Wanted = { node: Node; asked: readonly Asked[] };

interface Correction {
  from: string;
  to: string;
}

/** A query with unknown words replaced. */
export interface Corrected {
  wanted: Wanted[];
  corrections: Correction[];
  /** Possible replacements too different from the typed word to be searched without asking. */
  offers: Correction[];
}

/**
 * Replaces words that occur nowhere the reader may see by similar words that do. Only offers words with
 * results visible to the reader, so that nothing hidden is revealed.
 */
export async function correct(
  wanted: readonly Wanted[],
  audiences: readonly string[],
  locale: Locale,
): Promise<Corrected> {
  const holds = await countHeld(
    wanted.map(({ node }) => node),
    audiences,
    locale,
  );
  const corrected: Corrected = { wanted: [], corrections: [], offers: [] };
  for (const [n, one] of wanted.entries()) {
    const [asked] = one.asked;
    const isWord = one.asked.length === 1 && asked?.clause.sort === "word";
    const offered = isHeld(holds[n]) || !asked || !isWord ? [] : await offersFor(asked, audiences, locale);
    const [first] = offered;
    if (!asked || !first?.isSure) {
      if (asked && first) corrected.offers.push({ from: asked.clause.text, to: first.text });
      corrected.wanted.push(one);
      continue;
    }
    corrected.corrections.push({ from: asked.clause.text, to: first.text });
    const sure = offered.filter(({ isSure }) => isSure).map(({ node }) => node);
    corrected.wanted.push({ asked: one.asked, node: any(sure) });
  }
  return corrected;
}

const MAX_OFFERED = 3;

/** Language whose stop words are not offered, besides English. */
const smallWordsOf = (word: string) => (/\p{sc=Arabic}/u.test(word) ? "ar" : "fr");

/** Names are short; a longer capitalized word is more likely a typo or an inflected word. */
const MAX_NAME = 7;

/** Checks whether a word looks like a name: capitalized and short. */
export const isNameLike = (text: string) => /^\p{Lu}/u.test(text) && [...text].length <= MAX_NAME;

/** Whether a word looks like a name or acronym: another is offered, but never substituted. */
const isName = ({ clause }: Asked) => clause.isCapitals || isNameLike(clause.text);

interface Offer {
  text: string;
  node: Node;
  isSure: boolean;
}

/** Nearest words first, then those in the reader's language, then by number of entries. */
async function offersFor(asked: Asked, audiences: readonly string[], locale: Locale): Promise<Offer[]> {
  const typed = fold(asked.clause.text);
  const words = await listLikeWords(db(), typed);
  if (words.length === 0) return [];
  const { clauses } = parseQuery(words.map(({ word }) => word).join(" "));
  const known = await nodesOf(db(), clauses, smallWordsOf(words[0]?.word ?? ""));
  // Stop words match everything: "Théo" does not mean "the".
  const nodes = known.filter(({ isStop }) => !isStop);
  const held = await countHeld(
    nodes.map(({ node }) => node),
    audiences,
    locale,
  );
  const offers = nodes.flatMap(({ clause, node }, n) => {
    const like = words.find(({ word }) => word === clause.text);
    const holds = held[n];
    if (!like || !holds || !isHeld(holds)) return [];
    // A name in another alphabet is corrected like other words (Србија is Serbia); an acronym is not.
    const isTold = !asked.clause.isCapitals && /^[a-z]/.test(clause.text) && !/^[a-z]/.test(typed);
    const mayBeName = isName(asked) && !isTold;
    return [{ text: clause.text, node, isSure: like.isSure && !mayBeName, like, holds }];
  });
  offers.sort(
    (a, b) =>
      Number(b.like.isSure) - Number(a.like.isSure) ||
      a.like.distance - b.like.distance ||
      Number(b.holds.own > 0) - Number(a.holds.own > 0) ||
      b.holds.all - a.holds.all,
  );
  return offers.slice(0, MAX_OFFERED);
}

/** Maximum that is counted, as exact numbers beyond it do not matter. */
const MAX_COUNTED = 500;

interface Held {
  all: number;
  /** Of these, in the reader's language. */
  own: number;
}

export const isHeld = (held: Held | undefined) => held !== undefined && held.all > 0;

/** Counts the entries visible to these audiences for each of some nodes. */
export async function countHeld(
  nodes: readonly Node[],
  audiences: readonly string[],
  locale: Locale,
): Promise<Held[]> {
  return db().transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    const { rows } = await tx.execute<{ all: number; own: number }>(sql`
      select held.all, held.own
      from unnest(${sql.param(nodes.map((node) => tsquery(node)))}::text[]) with ordinality as one (query, n)
      cross join lateral (
        select count(*)::int as all, count(*) filter (where language = ${locale})::int as own
        from (
          select e.language from search_entry e
          where e.terms @@ one.query::tsquery and e.audience = any (${sql.param([...audiences])}::text[])
          limit ${MAX_COUNTED}
        ) found
      ) held
      order by one.n`);
    return rows;
  });
}

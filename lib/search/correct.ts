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

/** What was wanted, with other words in place of those that nothing has. */
export interface Corrected {
  wanted: Wanted[];
  corrections: Correction[];
  /** Words that may be meant, but are too far from what was typed to be looked for unasked. */
  offers: Correction[];
}

/**
 * Replaces the words that nothing holds which the reader may see by words that something does. What the reader may
 * not see is never offered: each offered word finds something that they may.
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

/** Whose smallest words are not offered, beside the English ones. */
const smallWordsOf = (word: string) => (/\p{sc=Arabic}/u.test(word) ? "ar" : "fr");

/** Names are short; the longer a word with a capital, the likelier it is an error, or comes down to another word. */
const MAX_NAME = 7;

/** Whether a word is written as a name is: with a capital, and short. */
export const isNameLike = (text: string) => /^\p{Lu}/u.test(text) && [...text].length <= MAX_NAME;

/** Whether a word is written as names and acronyms are: another is offered, but never put in its place. */
const isName = ({ clause }: Asked) => clause.isCapitals || isNameLike(clause.text);

interface Offer {
  text: string;
  node: Node;
  isSure: boolean;
}

/** The nearest words first; of those equally near the reader's language decides, then how much holds them. */
async function offersFor(asked: Asked, audiences: readonly string[], locale: Locale): Promise<Offer[]> {
  const typed = fold(asked.clause.text);
  const words = await listLikeWords(db(), typed);
  if (words.length === 0) return [];
  const { clauses } = parseQuery(words.map(({ word }) => word).join(" "));
  const known = await nodesOf(db(), clauses, smallWordsOf(words[0]?.word ?? ""));
  // A word that every sentence has finds everything: nobody meant "the" by "Théo".
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
    // A name of another alphabet is told in Latin letters as other words are, Србија is Serbia; an acronym is not.
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

/** How many entries hold a thing, as far as it matters which of two more do. */
const MAX_COUNTED = 500;

interface Held {
  all: number;
  /** Of those, in the reader's language. */
  own: number;
}

export const isHeld = (held: Held | undefined) => held !== undefined && held.all > 0;

/** For each of some things how many entries hold it that these audiences may find. */
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

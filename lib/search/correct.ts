import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { Asked } from "./query/expand";
import { nodesOf } from "./query/expand";
import { any, type Node, tsquery } from "./query/lexemes";
import { parseQuery } from "./query/parse";
import { listLikeWords } from "./spelling";
import { fold } from "./text/fold";

type Wanted = { node: Node; asked: readonly Asked[] };

/** What was wanted, with other words in place of those that nothing has. */
export interface Corrected {
  wanted: Wanted[];
  corrections: { from: string; to: string }[];
}

/**
 * Replaces the words that nothing holds which the reader may see by words that something does. What the reader may
 * not see is never offered: each offered word finds something that they may.
 */
export async function correct(wanted: readonly Wanted[], audiences: readonly string[]): Promise<Corrected> {
  const holds = await areHeld(
    wanted.map(({ node }) => node),
    audiences,
  );
  const corrections: Corrected["corrections"] = [];
  const mended: Wanted[] = [];
  for (const [n, one] of wanted.entries()) {
    const [asked] = one.asked;
    const isWord = one.asked.length === 1 && asked?.clause.sort === "word";
    const offered = holds[n] || !asked || !isWord ? [] : await offersFor(asked, audiences);
    const [first] = offered;
    if (!asked || !first) {
      mended.push(one);
      continue;
    }
    corrections.push({ from: asked.clause.text, to: first.text });
    mended.push({ asked: one.asked, node: any(offered.map(({ node }) => node)) });
  }
  return { wanted: mended, corrections };
}

const MAX_OFFERED = 3;

/** Whose smallest words are not offered, beside the English ones. */
const smallWordsOf = (word: string) => (/\p{sc=Arabic}/u.test(word) ? "ar" : "fr");

async function offersFor(
  asked: Asked,
  audiences: readonly string[],
): Promise<{ text: string; node: Node }[]> {
  const words = await listLikeWords(db(), fold(asked.clause.text));
  if (words.length === 0) return [];
  const known = await nodesOf(db(), parseQuery(words.join(" ")).clauses, smallWordsOf(words[0] ?? ""));
  // A word that every sentence has finds everything: nobody meant "the" by "Théo".
  const nodes = known.filter(({ isStop }) => !isStop).slice(0, MAX_OFFERED);
  const holds = await areHeld(
    nodes.map(({ node }) => node),
    audiences,
  );
  return nodes.flatMap(({ clause, node }, n) => (holds[n] ? [{ text: clause.text, node }] : []));
}

/** For each of some things whether anything holds it that these audiences may find. */
async function areHeld(nodes: readonly Node[], audiences: readonly string[]): Promise<boolean[]> {
  return db().transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    const { rows } = await tx.execute<{ is: boolean }>(sql`
      select exists (
        select 1 from search_entry e
        where e.terms @@ one.query::tsquery and e.audience = any (${sql.param([...audiences])}::text[])
      ) as is
      from unnest(${sql.param(nodes.map((node) => tsquery(node)))}::text[]) with ordinality as one (query, n)
      order by one.n`);
    return rows.map((row) => row.is);
  });
}

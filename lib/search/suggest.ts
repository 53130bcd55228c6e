import { db } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import type { SearchKind } from "@/lib/vocabulary/search-kinds";
import { audiencesOf } from "./audiences";
import { queryByIndex } from "./by-index";
import { hrefOf, titleOf } from "./hits";
import type { Suggestion, SuggestQuery } from "./model";
import { nodesOf } from "./query/expand";
import { all, type Node, quoted, tsquery } from "./query/lexemes";
import { type Clause, parseQuery } from "./query/parse";
import { Statement } from "./statement";
import { fold } from "./text/fold";

export const MAX_SUGGESTED = 8;
/** Maximum of candidates; if two letters match more, they say nothing yet. */
const CONSIDERED = 300;

interface Row {
  kind: SearchKind;
  path: string;
  titles: Record<string, string>;
  anchor: string | null;
  prior: number;
}

/**
 * Suggests things whose names match everything typed, the last word as a prefix: at most 8, likeliest first,
 * visible to the actor; of all kinds or some. Only an aid: search may find more.
 */
export async function suggest(
  actor: Actor | null,
  { q, lang }: SuggestQuery,
  only: readonly SearchKind[] = [],
): Promise<Suggestion[]> {
  const { clauses } = parseQuery(q);
  const wanted = await nodesWhileTyping(clauses, lang, /\s$/.test(q));
  if (wanted.length === 0) return [];
  const named = tsquery(all(wanted), "=t:");
  const kinds = only.map((kind) => quoted(`=k:${kind}`)).join(" | ");
  const rows = await findNamed(kinds ? `(${named}) & (${kinds})` : named, audiencesOf(actor));
  const typed = fold(q.trim());
  const found = rows.map((row) => ({ row, label: titleOf(row, lang) }));
  const rank = ({ row, label }: (typeof found)[number]) =>
    (fold(label).startsWith(typed) ? 1 : 0) + row.prior - Math.min(label.length, 200) / 1000;
  found.sort((a, b) => rank(b) - rank(a) || (a.label < b.label ? -1 : 1));
  const suggestions = new Map<string, Suggestion>();
  for (const { row, label } of found) {
    const href = hrefOf(row, lang) + (row.anchor ? `#${row.anchor}` : "");
    // Things with equal names look the same to readers; members with equal names are different people.
    const key = row.kind === "member" ? href : label;
    if (!suggestions.has(key)) suggestions.set(key, { label, kind: row.kind, href });
    if (suggestions.size === MAX_SUGGESTED) break;
  }
  return [...suggestions.values()];
}

/** All words complete except the last, which may be unfinished. */
async function nodesWhileTyping(
  clauses: readonly Clause[],
  locale: Locale,
  isFinished: boolean,
): Promise<Node[]> {
  const said = clauses.filter(({ isExcluded }) => !isExcluded);
  const asked = await nodesOf(db(), said, locale);
  return asked.flatMap(({ clause, node, isStop }, n) => {
    const isLast = n === asked.length - 1;
    if (isStop && !isLast) return [];
    const word = clause.tokens.findLast(({ raw }) => raw !== null)?.word;
    if (!isLast || isFinished || clause.sort !== "word" || word === undefined) return [node];
    return [{ is: "start", word }];
  });
}

async function findNamed(query: string, audiences: readonly string[]): Promise<Row[]> {
  const statement = new Statement();
  const match = statement.add(query, "tsquery");
  const open = statement.add(audiences, "text[]");
  const text = `select kind, path, titles, prior,
      case when anchors -> 0 ->> 0 = '0' then anchors -> 0 ->> 1 end as anchor
    from search_entry
    where terms @@ ${match} and audience = any (${open}) and part = 0 limit ${CONSIDERED}`;
  return queryByIndex<Row>(statement.named("suggest", text));
}

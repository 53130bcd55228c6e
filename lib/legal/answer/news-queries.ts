import { isDeepStrictEqual } from "node:util";
import { db, type Queryable } from "@/db/client";
import { listArticles } from "@/lib/convention";
import { TREATIES } from "@/lib/convention/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { rowsOf } from "../profile/model";
import type { AnswerSection } from "./model";
import { type Records, readRecords, saidIn, TODAY } from "./records-at";

/**
 * Lists the articles whose answer today differs from the one after a revision, by id. Text hidden since is not
 * compared: a difference would reveal it.
 */
export async function listChangedArticles(
  slug: string,
  since: number,
  on: Queryable = db(),
): Promise<string[]> {
  const head = await findProfileHead(slug, on);
  if (!head) return [];
  const [then, now] = await Promise.all([readRecords(head, since, on), readRecords(head, TODAY, on)]);
  if (now.newest <= since) return [];
  const before = saidBy(then, then.hidden);
  const after = saidBy(now, then.hidden);
  return [...after.keys()].filter((id) => !isDeepStrictEqual(before.get(id), after.get(id)));
}

/** Describes what the records say of each article, without some sections. */
function saidBy(records: Records, without: readonly AnswerSection[]) {
  const of = <R>(section: AnswerSection, own: readonly R[]) => (without.includes(section) ? [] : own);
  const articles = TREATIES.flatMap(listArticles);
  const rows = rowsOf(articles, new Set(articles.map(({ id }) => id)), {
    laws: of("laws", records.laws),
    mappings: of("mappings", records.mappings),
    declarations: of("treaty-status", records.treaties).flatMap((record) => record.declarations),
    written: records.written,
  });
  return new Map(rows.map((row) => [row.article.id, saidIn(row)]));
}

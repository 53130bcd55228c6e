import { partsOf } from "@/lib/vocabulary/references";
import type { AnyRecord, Field } from "../records-fields";
import { blankRecord } from "./records-values";

interface Beginning {
  records: readonly AnyRecord[];
  /** The open records, outermost first. */
  open: readonly string[];
  /** Whether a nested record is to be added and the user must choose in which record. */
  asksWhere: boolean;
}

const isOf = (reference: string, article: string) =>
  reference === article || reference.startsWith(`${article}(`);

/**
 * Finds what a link with an article opens: the record about it (for laws, the provision that implements it),
 * or else a new one for that article.
 */
export function beginAt(
  records: readonly AnyRecord[],
  fields: readonly Field[],
  article: string | null,
): Beginning {
  const nothing = { records, open: [], asksWhere: false };
  if (article === null || partsOf(article) === null) return nothing;
  if (fields.some(isArticles)) return atRecord(records, fields, article);
  const list = fields.find((field) => field.fields?.some(isArticles));
  if (!list) return nothing;
  // Repealed laws are ignored: a new provision is to be added.
  for (const record of records.filter(({ status }) => status !== "repealed"))
    for (const inner of (record[list.name] as AnyRecord[] | undefined) ?? [])
      if ((inner.articles as string[]).some((one) => isOf(one, article)))
        return { records, open: [record.id, inner.id], asksWhere: false };
  if (records.length > 1) return { records, open: [], asksWhere: true };
  return addWithin(records, fields, article, records[0]?.id ?? null);
}

const isArticles = (field: Field) => field.type === "articles" && field.offers === undefined;

function atRecord(records: readonly AnyRecord[], fields: readonly Field[], article: string): Beginning {
  const found = records.find((record) => (record.articles as string[]).includes(article));
  if (found) return { records, open: [found.id], asksWhere: false };
  const fresh = { ...blankRecord(fields), articles: [article] };
  return { records: [...records, fresh], open: [fresh.id], asksWhere: false };
}

/** Adds a provision for an article to the law with this id, or to a new law. */
export function addWithin(
  records: readonly AnyRecord[],
  fields: readonly Field[],
  article: string,
  id: string | null,
): Beginning {
  const list = fields.find((field) => field.fields?.some(isArticles));
  const around = records.find((record) => record.id === id) ?? blankRecord(fields);
  if (!list) return { records, open: [], asksWhere: false };
  const fresh = { ...blankRecord(list.fields ?? []), articles: [article] };
  const changed = {
    ...around,
    [list.name]: [...((around[list.name] as AnyRecord[] | undefined) ?? []), fresh],
  };
  const isKnown = records.some((record) => record.id === around.id);
  return {
    records: isKnown ? records.map((one) => (one.id === around.id ? changed : one)) : [...records, changed],
    open: [around.id, fresh.id],
    asksWhere: false,
  };
}

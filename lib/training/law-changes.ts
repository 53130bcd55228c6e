import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";

/** What a change in a country's law concerns. */
export interface LawChange {
  /** As "185:18": the articles that the change implements, interprets or declares on. */
  articles: string[];
  /** Treaties for which the country's status changed. */
  instruments: string[];
}

interface Watched {
  /** Fields that are law; others are its location or confidence. */
  fields: readonly string[];
  /** Nested records with articles of their own, and those of their fields that are law. */
  within?: { name: string; fields: readonly string[] };
}

const WATCHED: Readonly<Record<string, Watched>> = {
  laws: {
    fields: ["number", "status", "adoptedOn", "inForceFrom", "amendedBy", "repealedOn"],
    within: { name: "provisions", fields: ["locator", "heading", "text", "articles"] },
  },
  "case-law": { fields: ["decidedOn", "holding", "status", "articles"] },
  "treaty-status": {
    fields: ["how", "consentOn", "inForceOn", "denouncedOn", "territorialApplication"],
    within: { name: "declarations", fields: ["nature", "articles", "summary"] },
  },
};

/**
 * Finds the change of law between two revisions of a section; null if there is none. Only facts count (laws,
 * provisions, decisions, treaty status): prose about law is edited for many reasons.
 */
export function lawChange(section: string, before: unknown, after: unknown): LawChange | null {
  const watched = WATCHED[section];
  if (!watched) return null;
  const articles = new Set<string>();
  const instruments = new Set<string>();
  let isChanged = false;
  for (const [one, other] of pairsOf(recordsOf(before), recordsOf(after))) {
    const inner = watched.within;
    const parts = inner ? pairsOf(partsOf(one, inner.name), partsOf(other, inner.name)) : [];
    const isWhole = differs(one, other, watched.fields);
    const touched = parts.filter(([was, is]) => isWhole || differs(was, is, inner?.fields ?? []));
    if (!isWhole && touched.length === 0) continue;
    isChanged = true;
    for (const part of [...(isWhole ? [[one, other] as const] : []), ...touched])
      for (const side of part) for (const article of articlesOf(side)) articles.add(article);
    if (isWhole && section === "treaty-status") instruments.add(String((other ?? one)?.treaty));
  }
  return isChanged ? { articles: [...articles].sort(), instruments: [...instruments].sort() } : null;
}

type Side = AnyRecord | undefined;
type Pair = readonly [was: Side, is: Side];

function recordsOf(content: unknown): readonly AnyRecord[] {
  return (content as RecordsContent | null)?.records ?? [];
}

function partsOf(record: Side, name: string): readonly AnyRecord[] {
  return (record?.[name] as readonly AnyRecord[] | undefined) ?? [];
}

/** Pairs old and new records by id. */
function pairsOf(before: readonly AnyRecord[], after: readonly AnyRecord[]): Pair[] {
  const ids = new Set([...before, ...after].map((record) => record.id));
  const find = (list: readonly AnyRecord[], id: string) => list.find((record) => record.id === id);
  return [...ids].map((id) => [find(before, id), find(after, id)]);
}

/** Added or removed records differ; others by the fields that are law. */
function differs(one: Side, other: Side, fields: readonly string[]): boolean {
  if (!one || !other) return true;
  return fields.some((name) => JSON.stringify(one[name] ?? null) !== JSON.stringify(other[name] ?? null));
}

/** Converts article references such as "185-18" or "185-18(1)(b)" to "185:18", without the paragraph. */
function articlesOf(record: Side): string[] {
  const written = (record?.articles as readonly string[] | undefined) ?? [];
  return written.flatMap((text) => {
    const [, instrument, article] = /^(\d+)-(\d+)/.exec(text) ?? [];
    return instrument && article ? [`${instrument}:${article}`] : [];
  });
}

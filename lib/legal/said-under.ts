import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import { sameJson } from "@/lib/text/canonical";

/** What a country's records say under an article, by record, part and "185:18". */
type Said = ReadonlyMap<string, { recordId: string; article: string; says: unknown }>;

/** Sections whose records refer to articles. */
export const LEGAL_SECTIONS = ["laws", "mappings", "treaty-status"] as const;
export type LegalSection = (typeof LEGAL_SECTIONS)[number];

type Added = { key: string; recordId: string; record: AnyRecord; besides?: unknown };

/** Lists what each part of the records says under each article that it refers to. */
function sayings(parts: readonly Added[]): Said {
  const said = new Map<string, { recordId: string; article: string; says: unknown }>();
  for (const { key, recordId, record, besides } of parts) {
    const { articles = [], ...rest } = record;
    for (const written of articles as readonly string[]) {
      const [, treaty, number] = /^(\d+)-(\d+)/.exec(written) ?? [];
      if (!treaty || !number) continue;
      const article = `${treaty}:${number}`;
      const at = `${key}/${article}`;
      // All paragraphs of one article.
      const pinpoints = [
        ...((said.get(at)?.says as { pinpoints: string[] } | undefined)?.pinpoints ?? []),
        written,
      ];
      said.set(at, { recordId, article, says: { rest, besides, pinpoints } });
    }
  }
  return said;
}

const recordsOf = (content: unknown) => (content as RecordsContent | null | undefined)?.records ?? [];
const partsOf = (record: AnyRecord, name: string) => (record[name] as readonly AnyRecord[] | undefined) ?? [];

/** Returns what a section says under articles: provisions, findings or declarations. */
export function saidIn(section: LegalSection, content: unknown): Said {
  const records = recordsOf(content);
  if (section === "mappings")
    return sayings(records.map((record) => ({ key: record.id, recordId: record.id, record })));
  const name = section === "laws" ? "provisions" : "declarations";
  return sayings(
    records.flatMap((record) =>
      partsOf(record, name).map((part) => ({
        key: `${record.id}/${part.id}`,
        recordId: record.id,
        record: part,
        // If a law is repealed, all its provisions change.
        besides: record.status,
      })),
    ),
  );
}

interface ChangedUnder {
  recordId: string;
  articles: string[];
}

/** Lists records that newly say something under an article, and the articles. */
export function newUnder(was: Said, is: Said): ChangedUnder[] {
  return byRecord([...is].flatMap(([key, one]) => (was.has(key) ? [] : [one])));
}

/** Lists records that say something different under an article, or nothing any more. */
export function changedUnder(was: Said, is: Said): ChangedUnder[] {
  return byRecord(
    [...was].flatMap(([key, one]) => (sameJson(one.says, is.get(key)?.says ?? null) ? [] : [one])),
  );
}

function byRecord(all: Iterable<{ recordId: string; article: string }>): ChangedUnder[] {
  const records = new Map<string, Set<string>>();
  for (const { recordId, article } of all)
    records.set(recordId, (records.get(recordId) ?? new Set()).add(article));
  return [...records].map(([recordId, articles]) => ({ recordId, articles: [...articles].sort() }));
}

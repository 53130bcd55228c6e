import { z } from "zod";
import type { Article } from "@/lib/convention/model";
import type { SectionFreshness } from "@/lib/profiles/freshness/model";
import type { LawRecord, ProvisionRecord } from "@/lib/profiles/kinds/laws";
import type { Coverage, MappingRecord } from "@/lib/profiles/kinds/mappings";
import type { DeclarationRecord } from "@/lib/profiles/kinds/treaty-status";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { type Force, forceFacts, forceOf } from "../force/model";
import {
  baseOf,
  type GroupLevel,
  LEVEL_GROUP_NAMES,
  type LegalSource,
  levelOf,
  type WrittenIn,
} from "../model";
import { currentFirst, isAnsweredBy } from "../reading/model";

export type Declaration = DeclarationRecord;

/** A provision in its law, and whether it is in force today. */
export interface RowProvision {
  law: LawRecord;
  provision: ProvisionRecord;
  force: Force;
}

/** A country's law on one article. */
export interface LegalRow {
  article: Article;
  coverage: Coverage;
  /** Findings on the article as a whole and on its paragraphs. */
  finding: MappingRecord | null;
  paragraphs: readonly MappingRecord[];
  provisions: readonly RowProvision[];
  /** Whether it is one of the 34 articles of the Convention that are counted. */
  isCounted: boolean;
  /** Whether anything is recorded for it. */
  isKnown: boolean;
  declarations: readonly Declaration[];
  written: WrittenIn;
}

/**
 * A legal profile: rows for the Convention and its Protocols, and the levels. The page leaves out articles of the
 * Protocols without records (`chooseRows`).
 */
export interface LegalProfile {
  head: ProfileHead;
  rows: readonly LegalRow[];
  levels: readonly GroupLevel[];
  sources: readonly LegalSource[];
  written: WrittenIn;
}

/** The sections behind a legal profile. */
export const LEGAL_SECTIONS = ["mappings", "laws"] as const satisfies readonly SectionKey[];

/** Facts by which readers judge how reliable a legal profile is. */
export interface LegalTrust {
  /** Number of the country's changes that await review. */
  waiting: number;
  /** For each written section: its current revision and its freshness. */
  sections: readonly {
    key: (typeof LEGAL_SECTIONS)[number];
    number: number;
    freshness: SectionFreshness;
  }[];
}

/** Filters of the page; an invalid value is ignored. */
export const LegalQuery = z.object({
  kind: z
    .enum(["definition", "substantive", "procedural", "jurisdiction", "cooperation"])
    .optional()
    .catch(undefined),
  show: z.enum(["gaps", "provisions", "assessed"]).optional().catch(undefined),
  /** Whether to show articles of the Protocols without records too. */
  protocols: z.literal("1").optional().catch(undefined),
});
export type LegalQuery = z.infer<typeof LegalQuery>;

/** Reduces the provisions of a row to their force and confidence. */
export const linesOf = ({ provisions }: Pick<LegalRow, "provisions">) =>
  provisions.map(({ force, provision: { confidence } }) => ({ force, confidence }));

/** Checks whether an article has no known answer: neither a provision in force nor a finding that there is one. */
export function isGap(row: LegalRow): boolean {
  // An article that laws are not assessed against cannot be a gap.
  if (!row.article.isAnswered) return false;
  return !isAnsweredBy(row.provisions) && !["full", "partial", "general_provision"].includes(row.coverage);
}

/** Selects the rows that a query asks for; articles of the Protocols without records only if it asks for them. */
export function chooseRows(rows: readonly LegalRow[], { kind, show, protocols }: LegalQuery): LegalRow[] {
  return rows.filter(
    (row) =>
      (row.article.instrument === "185" || row.isKnown || protocols === "1") &&
      (!kind || row.article.kind === kind) &&
      (show !== "gaps" || isGap(row)) &&
      (show !== "provisions" || isAnsweredBy(row.provisions)) &&
      (show !== "assessed" || row.coverage !== "not_assessed"),
  );
}

/**
 * Builds the rows of articles from a country's records. An article that laws are not assessed against has a row
 * if anything is known of it, or if it is in `always`. Pure.
 */
export function rowsOf(
  articles: readonly Article[],
  always: ReadonlySet<string>,
  records: {
    laws: readonly LawRecord[];
    mappings: readonly MappingRecord[];
    declarations: readonly Declaration[];
    written: WrittenIn;
  },
  now: Date = new Date(),
): LegalRow[] {
  const provisions = records.laws.flatMap((law) =>
    law.provisions.map((provision) => ({
      law,
      provision,
      force: forceOf(forceFacts(law, provision), now),
    })),
  );
  return articles.flatMap((article) => {
    const about = records.mappings.filter((one) => baseOf(one.articles[0] ?? "") === article.id);
    const finding = about.find((one) => one.articles[0] === article.id) ?? null;
    const row: Omit<LegalRow, "isKnown"> = {
      article,
      coverage: finding?.coverage ?? "not_assessed",
      finding,
      paragraphs: about.filter((one) => one.articles[0] !== article.id),
      provisions: currentFirst(
        provisions.filter(({ provision }) => provision.articles.some((one) => baseOf(one) === article.id)),
      ),
      isCounted: article.instrument === "185" && article.isAnswered,
      declarations: records.declarations.filter((one) =>
        one.articles.some((of) => baseOf(of) === article.id),
      ),
      written: records.written,
    };
    const isKnown = about.length + row.provisions.length + row.declarations.length > 0;
    return isKnown || article.isAnswered || always.has(article.id) ? [{ ...row, isKnown }] : [];
  });
}

/** Computes the levels of all groups from the rows. */
export function levelsOf(rows: readonly LegalRow[]): GroupLevel[] {
  const coverage = new Map(rows.map((row) => [row.article.id, row.coverage]));
  return LEVEL_GROUP_NAMES.map((group) =>
    levelOf(group, (article) => coverage.get(`185-${article}`) ?? "not_assessed"),
  );
}

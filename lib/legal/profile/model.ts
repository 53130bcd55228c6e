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

/** What a country's law has for one article. */
export interface LegalRow {
  article: Article;
  coverage: Coverage;
  /** What was found of the article as a whole, and of its paragraphs. */
  finding: MappingRecord | null;
  paragraphs: readonly MappingRecord[];
  provisions: readonly RowProvision[];
  /** Whether it is one of the 34 articles of the Convention that are counted. */
  isCounted: boolean;
  /** Whether anything is recorded of it. */
  isKnown: boolean;
  declarations: readonly Declaration[];
  written: WrittenIn;
}

/** A legal profile: the rows of the Convention, of the Protocols as far as anything is known, and what sums them up. */
export interface LegalProfile {
  head: ProfileHead;
  rows: readonly LegalRow[];
  levels: readonly GroupLevel[];
  sources: readonly LegalSource[];
  written: WrittenIn;
}

/** The sections that a legal profile is drawn from. */
export const LEGAL_SECTIONS = ["mappings", "laws"] as const satisfies readonly SectionKey[];

/** How far a legal profile can be trusted. */
export interface LegalTrust {
  /** How many changes of the country await review. */
  waiting: number;
  /** Of each section that was written: the revision by which it stands, and how fresh it is. */
  sections: readonly {
    key: (typeof LEGAL_SECTIONS)[number];
    number: number;
    freshness: SectionFreshness;
  }[];
}

/** What of it is shown; what does not fit counts as not given. */
export const LegalQuery = z.object({
  kind: z
    .enum(["definition", "substantive", "procedural", "jurisdiction", "cooperation"])
    .optional()
    .catch(undefined),
  show: z.enum(["gaps", "provisions", "assessed"]).optional().catch(undefined),
  /** The articles of the Protocols as well of which nothing is recorded yet. */
  protocols: z.literal("1").optional().catch(undefined),
});
export type LegalQuery = z.infer<typeof LegalQuery>;

/** The provisions of a row with no more than whether they are law, and how sure that is. */
export const linesOf = ({ provisions }: Pick<LegalRow, "provisions">) =>
  provisions.map(({ force, provision: { confidence } }) => ({ force, confidence }));

/** Whether nothing is known to answer an article: neither a provision in force nor a finding that there is one. */
export function isGap(row: LegalRow): boolean {
  // What a law is not held against can be no gap.
  if (!row.article.isAnswered) return false;
  return !isAnsweredBy(row.provisions) && !["full", "partial", "general_provision"].includes(row.coverage);
}

/** The rows that a query asks for. */
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
 * The rows of articles out of a country's records. One that no law is held against has a row when anything is known of
 * it, or when it is of those in `always`. Pure.
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

/** The levels of all groups, out of the rows. */
export function levelsOf(rows: readonly LegalRow[]): GroupLevel[] {
  const coverage = new Map(rows.map((row) => [row.article.id, row.coverage]));
  return LEVEL_GROUP_NAMES.map((group) =>
    levelOf(group, (article) => coverage.get(`185-${article}`) ?? "not_assessed"),
  );
}

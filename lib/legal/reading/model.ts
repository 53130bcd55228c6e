import { z } from "zod";
import { compareNames } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { COVERAGES, type Coverage } from "@/lib/profiles/kinds/mappings";
import { STATUS_TREATIES } from "@/lib/profiles/kinds/treaty-status";
import { REGIONS, TREATY_STATUSES } from "@/lib/profiles/reading/model";
import { briefly, surest } from "@/lib/revisions/doubt";
import type { Wording, Written } from "@/lib/revisions/records/wordings";
import type { Confidence } from "@/lib/revisions/records-fields";
import { LEGAL_SYSTEMS, type LegalSystem } from "@/lib/vocabulary/legal-systems";
import type { Force } from "../force/model";
import type { LineWords } from "../words/model";

/** A provision in a list; its text is on the legal profile. */
export interface ProvisionLine {
  id: string;
  locator: string;
  heading: Written | null;
  lang: string | null;
  note: Written | null;
  /** Heading, note and law title in other languages. */
  words: Readonly<Record<string, LineWords>>;
  /** Language of the members' text. */
  written: string;
  confidence: Confidence;
  /** As recorded, with paragraphs: "185-9(1)(a)". */
  pinpoints: readonly string[];
  law: { title: Written; original: string | null; lang: string | null; state: string | null };
  asOf: string | null;
  /** Whether its wording is recorded, not just where it is. */
  hasText: boolean;
  force: Force;
}

/**
 * Checks whether any of some provisions is in force today: repealed, ended or future ones do not answer an
 * article.
 */
export function isAnsweredBy(provisions: readonly { force: Force }[]): boolean {
  return provisions.some(({ force }) => force.state === "current");
}

/** Returns the highest confidence among the provisions in force today; null if there are none. */
export function answeredSureness(
  provisions: readonly { force: Force; confidence: Confidence }[],
): Confidence | null {
  const current = provisions.filter(({ force }) => force.state === "current");
  return surest(current.map(({ confidence }) => confidence));
}

/** Checks whether provisions are recorded as in force today although no source states any of them. */
export function isAnsweredWithoutSource(
  provisions: readonly { force: Force; confidence: Confidence }[],
): boolean {
  return isAnsweredBy(provisions) && briefly(answeredSureness(provisions)) !== "confirmed";
}

/** Sorts provisions in force today before others, each group in its order. */
export function currentFirst<P extends { force: Force }>(provisions: readonly P[]): P[] {
  const rank = ({ force }: P) => (force.state === "current" ? 0 : 1);
  return [...provisions].sort((a, b) => rank(a) - rank(b));
}

/** A person's assessment of a country's law against an article. */
export interface Finding {
  recordId: string;
  coverage: Coverage;
  confidence: Confidence;
  comment: Written | null;
  /** Its text in other languages; `written` is the language of `comment`. */
  wordings: readonly Wording[];
  written: string;
  assessedBy: string | null;
  assessedOn: string | null;
  /** Persons and bodies that have reviewed it since. */
  reviewers: readonly Reviewer[];
  /** The declaration that it relies on, if that is still recorded; `periodTo`: the day it ends, as precise as known. */
  reservation: { id: string; periodTo: string | null } | null;
}

export interface Reviewer {
  id: string;
  name: string;
  reviewedOn: string | null;
}

/** A treaty for which countries' status is shown. */
export type StatusInstrument = (typeof STATUS_TREATIES)[number];

/**
 * A country's status under a treaty, or unknown: outside the Council of Europe's treaties not every country was
 * checked.
 */
export const ANSWER_STATUSES = [...TREATY_STATUSES, "unknown"] as const;
export type AnswerStatus = (typeof ANSWER_STATUSES)[number];

/** Lists the possible statuses for a treaty. */
export function statusesOf(instrument: string): readonly AnswerStatus[] {
  if (!STATUS_TREATIES.some((one) => one === instrument)) return [];
  return isCounted(instrument) ? TREATY_STATUSES : ["party", "ratified", "signatory", "none", "unknown"];
}

/** Checks whether all countries were checked for a treaty, so that a missing record means "none". */
export const isCounted = (instrument: string) => /^\d+$/.test(instrument);

/** The answer of one country or area to an article. */
export interface Answer {
  slug: string;
  iso2: string;
  names: Readonly<Record<Locale, string>>;
  region: string | null;
  designation: string | null;
  system: LegalSystem | null;
  /** Its status under the treaty; null for an instrument without recorded status. */
  status: AnswerStatus | null;
  /** Whether it counts as a Party although it has only ratified and is not yet bound. */
  isPartyLater: boolean;
  /** Confidence of the status, if recorded. */
  statusConfidence: string | null;
  coverage: Coverage;
  finding: Finding | null;
  provisions: readonly ProvisionLine[];
}

/** Parameters of an article's answers; invalid values are ignored, so that old links work. */
export const AnswersQuery = z.object({
  region: z.enum(REGIONS).optional().catch(undefined),
  coverage: z.enum(COVERAGES).optional().catch(undefined),
  system: z.enum(LEGAL_SYSTEMS).optional().catch(undefined),
  status: z.enum(ANSWER_STATUSES).optional().catch(undefined),
  provisions: z.enum(["yes", "no"]).optional().catch(undefined),
});
export type AnswersQuery = z.infer<typeof AnswersQuery>;

/** Whether anything is recorded of a country under an article, be it a provision that no longer answers it. */
export const isRecorded = ({ finding, provisions }: Pick<Answer, "finding" | "provisions">): boolean =>
  finding !== null || provisions.length > 0;

/** Filters the answers and sorts them: those with a provision or finding first, then by name. */
export function chooseAnswers(answers: readonly Answer[], query: AnswersQuery, locale: Locale): Answer[] {
  const byName = compareNames(locale);
  const isAnswered = (one: Answer) => isAnsweredBy(one.provisions) || one.coverage !== "not_assessed";
  return answers
    .filter(
      (one) =>
        (!query.region || one.region === query.region) &&
        (!query.coverage || one.coverage === query.coverage) &&
        (!query.system || one.system === query.system) &&
        (!query.status || one.status === query.status || (one.isPartyLater && query.status === "party")) &&
        (!query.provisions || isAnsweredBy(one.provisions) === (query.provisions === "yes")),
    )
    .sort(
      (a, b) => Number(isAnswered(b)) - Number(isAnswered(a)) || byName(a.names[locale], b.names[locale]),
    );
}

/** Number of answers with each mark, and of those that name a provision. */
export interface AnswerCounts {
  total: number;
  withProvision: number;
  /** Number of those with a provision, but none that a source states. */
  unverified: number;
  coverage: Readonly<Record<Coverage, number>>;
}

export function countAnswers(answers: readonly Answer[]): AnswerCounts {
  const count = (coverage: Coverage) => answers.filter((one) => one.coverage === coverage).length;
  return {
    total: answers.length,
    withProvision: answers.filter((one) => isAnsweredBy(one.provisions)).length,
    unverified: answers.filter((one) => isAnsweredWithoutSource(one.provisions)).length,
    coverage: {
      full: count("full"),
      partial: count("partial"),
      general_provision: count("general_provision"),
      draft_only: count("draft_only"),
      none: count("none"),
      not_assessed: count("not_assessed"),
    },
  };
}

/** A declaration or reservation of a State, as the page of an article lists it. */
export interface DeclarationLine {
  slug: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
  id: string;
  nature: string;
  pinpoints: readonly string[];
  summary: Written;
  /** Its text in other languages; `written` is the language of `summary`. */
  wordings: readonly Wording[];
  written: string;
  madeOn: string | null;
  periodTo: string | null;
  /** Its text in the State's words, the language of that, and a translation. */
  text: string | null;
  lang: string | null;
  translation: string | null;
  /** Null: confidence not recorded. */
  confidence: Confidence | null;
  sources: readonly { id: string; title: string; url: string | null }[];
}

/** Counts for an article in the list of instruments. */
export interface ArticleCounts {
  /** Countries and areas with a provision that answers it. */
  provisions: number;
  /** Number of countries and areas whose law is assessed against it. */
  assessed: number;
}

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

/** A provision as lists name it; its text is on the legal profile. */
export interface ProvisionLine {
  id: string;
  locator: string;
  heading: Written | null;
  lang: string | null;
  note: Written | null;
  /** The same in other languages, and the title of the law. */
  words: Readonly<Record<string, LineWords>>;
  /** The language that its members' words are in. */
  written: string;
  confidence: Confidence;
  /** As recorded, with paragraphs: "185-9(1)(a)". */
  pinpoints: readonly string[];
  law: { title: Written; original: string | null; lang: string | null; state: string | null };
  asOf: string | null;
  force: Force;
}

/** Whether any of some provisions is law today: what was repealed, has ended or is yet to come answers nothing. */
export function isAnsweredBy(provisions: readonly { force: Force }[]): boolean {
  return provisions.some(({ force }) => force.state === "current");
}

/** How sure it is that any of some provisions is law today: as sure as the surest of those that are; null of none. */
export function answeredSureness(
  provisions: readonly { force: Force; confidence: Confidence }[],
): Confidence | null {
  const current = provisions.filter(({ force }) => force.state === "current");
  return surest(current.map(({ confidence }) => confidence));
}

/** Whether some provisions are said to be law today, and no source states that of any. */
export function isAnsweredWithoutSource(
  provisions: readonly { force: Force; confidence: Confidence }[],
): boolean {
  return isAnsweredBy(provisions) && briefly(answeredSureness(provisions)) !== "confirmed";
}

/** What is law today before what is not, each in its order. */
export function currentFirst<P extends { force: Force }>(provisions: readonly P[]): P[] {
  const rank = ({ force }: P) => (force.state === "current" ? 0 : 1);
  return [...provisions].sort((a, b) => rank(a) - rank(b));
}

/** What somebody found when they held a country's law against an article. */
export interface Finding {
  recordId: string;
  coverage: Coverage;
  confidence: Confidence;
  comment: Written | null;
  /** The same in other languages, and the language that it was written in. */
  wordings: readonly Wording[];
  written: string;
  assessedBy: string | null;
  assessedOn: string | null;
  /** Persons and bodies that have looked at it since. */
  reviewers: readonly Reviewer[];
  /** The declaration of the country on which it rests, as far as that still stands. */
  reservation: string | null;
}

export interface Reviewer {
  id: string;
  name: string;
  reviewedOn: string | null;
}

/** An instrument of which is told how countries stand to it. */
export type StatusInstrument = (typeof STATUS_TREATIES)[number];

/** How countries stand to a treaty, or that it is not known: outside the Council of Europe nobody has looked at all. */
export const ANSWER_STATUSES = [...TREATY_STATUSES, "unknown"] as const;
export type AnswerStatus = (typeof ANSWER_STATUSES)[number];

/** What can be said of how countries stand to a treaty. */
export function statusesOf(instrument: string): readonly AnswerStatus[] {
  if (!STATUS_TREATIES.some((one) => one === instrument)) return [];
  return isCounted(instrument) ? TREATY_STATUSES : ["party", "ratified", "signatory", "none", "unknown"];
}

/** Whether every country is looked at, so that what is not recorded is known not to be. */
export const isCounted = (instrument: string) => /^\d+$/.test(instrument);

/** What one country or area answers to an article. */
export interface Answer {
  slug: string;
  iso2: string;
  names: Readonly<Record<Locale, string>>;
  region: string | null;
  designation: string | null;
  system: LegalSystem | null;
  /** How it stands to the treaty; null of an instrument whose status is not kept here. */
  status: AnswerStatus | null;
  /** Whether it counts as a Party, though it is not yet bound and its status says that it has ratified. */
  isPartyLater: boolean;
  /** How sure that is, where a record says so. */
  statusConfidence: string | null;
  coverage: Coverage;
  finding: Finding | null;
  provisions: readonly ProvisionLine[];
}

/** The parameters of an article's answers; what does not fit counts as not given, so that no old link breaks. */
export const AnswersQuery = z.object({
  region: z.enum(REGIONS).optional().catch(undefined),
  coverage: z.enum(COVERAGES).optional().catch(undefined),
  system: z.enum(LEGAL_SYSTEMS).optional().catch(undefined),
  status: z.enum(ANSWER_STATUSES).optional().catch(undefined),
  provisions: z.enum(["yes", "no"]).optional().catch(undefined),
});
export type AnswersQuery = z.infer<typeof AnswersQuery>;

/** The answers that a query asks for: those with a provision or a finding first, then by name. */
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

/** How many answers there are of each mark, and how many name a provision. */
export interface AnswerCounts {
  total: number;
  withProvision: number;
  /** Of these, how many name none that a source states. */
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
  /** The same in other languages, and the language that it was written in. */
  wordings: readonly Wording[];
  written: string;
  madeOn: string | null;
  periodTo: string | null;
  /** What it says in the words of the State, and in whose translation there is. */
  text: string | null;
  lang: string | null;
  translation: string | null;
  /** Null: nobody has said how sure it is. */
  confidence: Confidence | null;
  sources: readonly { id: string; title: string; url: string | null }[];
}

/** What is counted of an article in the list of instruments. */
export interface ArticleCounts {
  /** Countries and areas with a provision that answers it. */
  provisions: number;
  /** Countries and areas whose law somebody has held against it. */
  assessed: number;
}

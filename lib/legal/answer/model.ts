import { TREATIES } from "@/lib/convention/model";
import type { RevisionLine } from "@/lib/pages/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { readReference } from "@/lib/vocabulary/references";
import type { LegalSource } from "../model";
import { baseOf } from "../model";
import type { LegalRow } from "../profile/model";

/** Sections from which a country's answer to an article is made. */
export const ANSWER_SECTIONS = ["laws", "mappings", "treaty-status", "sources"] as const;
export type AnswerSection = (typeof ANSWER_SECTIONS)[number];

/** The parts of an answer's permanent address: country, article ("185-18") and revision of the profile. */
export interface AnswerPlace {
  slug: string;
  article: string;
  revision: number;
}

/** A country's answer to an article, from its records as of a revision. */
export interface StandingAnswer {
  head: ProfileHead;
  row: LegalRow;
  sources: readonly LegalSource[];
  line: RevisionLine;
  /** Sections whose text at that revision is hidden: the row omits them. */
  hidden: readonly AnswerSection[];
  /** The newest revision of the records behind the answer; 0 before the first. */
  newest: number;
  /** The row from today's records, in force on the day of `line`; and whether it differs. */
  today: LegalRow | null;
  isChanged: boolean;
}

/** Formats an article for these addresses: "18" of the Convention, "189-3" of another treaty. */
export const articlePart = (id: string) => id.replace(/^185-/, "");

/** Returns the path of an article's row in a country's legal profile as it is now. */
export const legalPath = ({ slug, article }: Omit<AnswerPlace, "revision">): string =>
  `/countries/${slug}/legal#a-${article}`;

/** Returns the permanent address of an answer: "/law/romania/18@57". */
export function answerPath({ slug, article, revision }: AnswerPlace): string {
  return `/law/${slug}/${articlePart(article)}@${revision}`;
}

const PART = /^([^@]{1,40})(?:@([1-9]\d{0,8}))?$/;

/**
 * Reads the last part of such an address, with or without its revision, in the forms that people type: "18",
 * "Art. 18@57", "18(1)(b)@57", "185-18@57". Null if it is not an article of the Convention or its Protocols.
 */
export function readAnswerPart(part: string): { article: string; revision: number | null } | null {
  const [, typed, number] = PART.exec(part) ?? [];
  const reference = typed === undefined ? null : readReference(typed);
  if (reference === null) return null;
  const article = baseOf(reference);
  if (!TREATIES.some((treaty) => article.startsWith(`${treaty}-`))) return null;
  return { article, revision: number === undefined ? null : Number(number) };
}

/** Returns the anchor of a provision on the page of an answer. */
export const provisionAnchor = (id: string) => `provision-${id}`;

/** Builds the key under which the drafting list stores a provision: "romania/18@57/ro-cc-154". */
export function draftKey(place: AnswerPlace, provision: string): string {
  return `${answerPath(place).slice("/law/".length)}/${provision}`;
}

/** Finds which of several articles on one subject a provision answers: the first that it names, else the first. */
export function articleAnswered(
  { pinpoints }: { pinpoints: readonly string[] },
  articles: readonly string[],
): string {
  return articles.find((article) => pinpoints.some((one) => baseOf(one) === article)) ?? articles[0] ?? "";
}

import { z } from "zod";
import { cooperationRulesKind } from "@/lib/profiles/kinds/cooperation-rules";
import { MEASURES } from "@/lib/profiles/kinds/measures";
import { type AnyRecord, type Field, isBlank } from "@/lib/revisions/records-fields";

export { MEASURES };
export type Measure = (typeof MEASURES)[number];

/** What a reader asks the list of cards for. Unknown words ask for nothing. `after`: as in the other directories. */
export const CardsQuery = z.object({
  country: z.string().max(80).optional().catch(undefined),
  measure: z.enum(MEASURES).optional().catch(undefined),
  after: z
    .string()
    .regex(/^[a-z-]{1,80}$/)
    .optional()
    .catch(undefined),
});
export type CardsQuery = z.infer<typeof CardsQuery>;

/**
 * The questions of a country's cooperation card, in the order of the country forms of the Council of Europe's committee
 * PC-OC, with those that the Convention adds. Each is answered by fields of the rules.
 */
const QUESTIONS = {
  languages: ["languages", "urgentUntranslated", "certifiedTranslation"],
  sending: ["channels", "directContact", "encryption", "electronicSignature"],
  dualCriminality: ["dualCriminalityRule", "minPenaltyMonths"],
  documents: ["documents", "originals"],
  execution: ["granted", "alternative", "orderedBy", "execution", "legalBasis"],
  preservation: ["initialDays", "extensionDays", "followUpDays"],
  confidentiality: ["confidential", "userNotified"],
  limits: ["useLimits", "refusal"],
  time: ["usualDays"],
  guide: ["guide", "advice"],
} as const satisfies Record<string, readonly (typeof cooperationRulesKind.fields)[number]["name"][]>;

export type CardQuestion = keyof typeof QUESTIONS;

/** What one rule answers to a question: its fields that have a value. */
export interface CardAnswer {
  record: AnyRecord;
  fields: readonly Field[];
}

export interface CardRow {
  question: CardQuestion;
  /** Empty: nothing is recorded. */
  answers: readonly CardAnswer[];
}

/** Path of a country's card, without language. */
export const cardPath = (slug: string) => `/cooperation/card/${slug}`;

/** Answers each question of the card by a country's rules: those for all forms of assistance first. */
export function cardOf(rules: readonly AnyRecord[]): CardRow[] {
  const ordered = [...rules].sort((a, b) => Number(isLimited(a)) - Number(isLimited(b)));
  return (Object.keys(QUESTIONS) as CardQuestion[]).map((question) => ({
    question,
    answers: ordered.flatMap((record) => {
      const fields = fieldsFor(question).filter((field) => !isBlank(field, record[field.name]));
      return fields.length > 0 ? [{ record, fields }] : [];
    }),
  }));
}

/** The rules that are for a form of assistance: those that name it, and those for all of them. */
export function rulesFor<R extends AnyRecord>(rules: readonly R[], measure: Measure | undefined): R[] {
  return rules.filter(({ measures }) => {
    const named = Array.isArray(measures) ? measures : [];
    return measure === undefined || named.length === 0 || named.includes(measure);
  });
}

/** Whether a rule is for some forms of assistance, or for one treaty. */
export function isLimited(rule: AnyRecord): boolean {
  return (Array.isArray(rule.measures) && rule.measures.length > 0) || Boolean(rule.instrument);
}

function fieldsFor(question: CardQuestion): readonly Field[] {
  const names: readonly string[] = QUESTIONS[question];
  return cooperationRulesKind.fields.filter(({ name }) => names.includes(name));
}

import { dayText } from "@/components/time";
import { listText } from "@/lib/i18n/lists";
import { localeOf, type Translator } from "@/lib/i18n/message";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { LawRecord } from "@/lib/profiles/kinds/laws";
import type { SectionKey } from "@/lib/profiles/model";
import { briefly, type Sureness } from "@/lib/revisions/doubt";
import type { RecordsKind } from "@/lib/revisions/records/records";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { type Name, namesOf } from "./named-record";
import { monthsOf } from "./participations";
import { type Standing, standingsOf } from "./standings";

/** A sentence of a lead, with the names in it and their languages if not the reader's. */
export interface LeadSentence {
  text: string;
  names: readonly Name[];
  /** Confidence of each of its facts. */
  sureness: readonly Sureness[];
}

/** A few generated sentences about a country from its records: on treaties, and the rest. */
export interface Lead {
  treaties: readonly LeadSentence[];
  rest: readonly LeadSentence[];
  /** Whether none, some or all of it is unverified or disputed. */
  doubt: "none" | "some" | "all";
}

/** The fields of a section used for a lead. */
interface LeadSection {
  content: unknown;
  language: string;
  isEmpty: boolean;
  isHidden: boolean;
}

/** Input of a lead: a page, or the data of a document. */
export interface LeadFrom {
  sections: Partial<Record<SectionKey, LeadSection>>;
  participations: readonly LeadParticipation[];
}

interface LeadParticipation {
  name: string;
  part: string;
  startMonth: string | null;
  endMonth: string | null;
  confidence: Sureness;
}

/** The section that replaces the generated lead once it is written. */
export const SUMMARY_SECTION = "state-of-play" satisfies SectionKey;

/** Most names of each kind in a lead. */
const NAMED = 3;

/** Checks whether a lead is shown: only while the summary is unwritten. */
export function isLeadWanted({ sections }: LeadFrom): boolean {
  const summary = sections[SUMMARY_SECTION];
  return summary === undefined || (summary.isEmpty && !summary.isHidden);
}

/** Generates the lead of a profile from its records, in the reader's language; null if they say nothing. */
export function leadOf(t: Translator, page: LeadFrom): Lead | null {
  const treaties = treatySentences(t, page);
  const rest = [
    namesSentence(t, page, "laws"),
    namesSentence(t, page, "strategies"),
    namesSentence(t, page, "institutions"),
    projectSentence(t, page),
  ].filter((sentence) => sentence !== null);
  const facts = [...treaties, ...rest].flatMap(({ sureness }) => sureness);
  if (facts.length === 0) return null;
  const unsure = facts.filter((one) => briefly(one) !== "confirmed").length;
  const doubt = unsure === 0 ? "none" : unsure === facts.length ? "all" : "some";
  return { treaties, rest, doubt };
}

/**
 * Returns the lead as plain text: whole sentences up to `most` characters, but at least one. The sentence on
 * unverified facts follows in any case, and counts.
 */
export function leadText(t: Translator, lead: Lead, most: number): string {
  const sentences = [...lead.treaties, ...lead.rest].map(({ text }) => text);
  const doubt = lead.doubt === "none" ? [] : [t(`profiles.lead.doubt.${lead.doubt}`)];
  const room = most - doubt.join(" ").length - doubt.length;
  let text = sentences[0] ?? "";
  for (const sentence of sentences.slice(1)) {
    if (`${text} ${sentence}`.length > room) break;
    text = `${text} ${sentence}`;
  }
  return [text, ...doubt].join(" ");
}

function treatySentences(t: Translator, page: LeadFrom): LeadSentence[] {
  if (page.sections["treaty-status"]?.isHidden) return [];
  const [convention, ...others] = standingsOf(page);
  const named = others.flatMap((one) => {
    const text = furtherText(t, one);
    return text ? [{ text, one }] : [];
  });
  const list = listText(
    named.map(({ text }) => text),
    localeOf(t),
  );
  return [
    ...(convention ? [treatySentence(conventionText(t, convention), [convention])] : []),
    ...(named.length > 0
      ? [
          treatySentence(
            t("profiles.lead.further", { count: named.length, list }),
            named.map(({ one }) => one),
          ),
        ]
      : []),
  ];
}

/** Builds a sentence on treaties with the confidence of its records and their dates. */
function treatySentence(text: string, standings: readonly Standing[]): LeadSentence {
  const sureness = standings.flatMap(({ record }) => {
    if (!record) return [];
    const dates = [record.signedOn, record.consentOn, record.inForceOn, record.invitedOn];
    return [record.confidence, ...dates.flatMap((date) => (date ? [date.confidence] : []))];
  });
  return { text, names: [], sureness };
}

/** Formats a date as an adverb, with or without day and month: "on 1 April 2017", "in 2017". */
function when(t: Translator, how: "on" | "since", day: string): string {
  const precision = day.split("-").length === 3 ? "day" : "month";
  return t(`profiles.lead.${how}`, { precision, day: dayText(day, localeOf(t), true) });
}

/** The country's status under the Budapest Convention, with the known dates. */
function conventionText(t: Translator, { status, record }: Standing): string {
  const consent = record?.consentOn?.value;
  const inForce = record?.inForceOn?.value;
  if (status === "party" && inForce) {
    const since = when(t, "since", inForce);
    return consent
      ? t("profiles.lead.boundDeposited", { since, on: when(t, "on", consent) })
      : t("profiles.lead.bound", { since });
  }
  if (status === "party" || status === "ratified") {
    if (!consent) return t("profiles.lead.consented");
    const on = when(t, "on", consent);
    return t(status === "party" ? "profiles.lead.deposited" : "profiles.lead.ratified", { on });
  }
  if (status === "signatory") {
    const signed = record?.signedOn?.value;
    return signed
      ? t("profiles.lead.signed", { on: when(t, "on", signed) })
      : t("profiles.lead.signedUndated");
  }
  if (status === "invited") {
    const invited = record?.invitedOn?.value;
    return invited
      ? t("profiles.lead.invited", { on: when(t, "on", invited) })
      : t("profiles.lead.invitedUndated");
  }
  return t("profiles.lead.none");
}

/** Its status under another treaty, in a few words; null if no action is recorded. */
function furtherText(t: Translator, { treaty, status, record }: Standing): string | null {
  const name = t(`profiles.treaty.${treaty}`);
  if (status === "party") {
    const inForce = record?.inForceOn?.value;
    return inForce
      ? t("profiles.lead.item.party", { name, since: when(t, "since", inForce) })
      : t("profiles.lead.item.partyUndated", { name });
  }
  if (status === "ratified") return t("profiles.lead.item.ratified", { name });
  if (status === "signatory") {
    const signed = record?.signedOn?.value;
    return signed
      ? t("profiles.lead.item.signatory", { name, on: when(t, "on", signed) })
      : t("profiles.lead.item.signatoryUndated", { name });
  }
  return null;
}

/** States the number of records in a section, and the first names. */
function namesSentence(
  t: Translator,
  page: LeadFrom,
  key: "laws" | "strategies" | "institutions",
): LeadSentence | null {
  const section = page.sections[key];
  const kind = recordsKindOf(key);
  if (!section || section.isHidden || !kind) return null;
  const { records } = section.content as { records: AnyRecord[] };
  if (records.length === 0) return null;
  const main = (key === "laws" ? mainLaws(records) : records).slice(0, NAMED);
  const named = main.map((record) => namedOf(t, kind, record, section.language));
  const list = named
    .map(({ text }) => text)
    .reduce((first, second) => t("profiles.lead.listed", { first, second }));
  const values = { count: records.length, list };
  return {
    text:
      records.length > main.length
        ? t(`profiles.lead.${key}Among`, values)
        : t(`profiles.lead.${key}`, values),
    names: named.flatMap(({ names }) => names),
    sureness: main.flatMap(({ confidence }) => (confidence ? [confidence as Sureness] : [])),
  };
}

/** Sorts amending acts after other laws, repealed or replaced laws last; within each, by number of provisions. */
function mainLaws(records: readonly AnyRecord[]): AnyRecord[] {
  const laws = records as unknown as LawRecord[];
  const rank = (law: LawRecord) =>
    law.repealedOn || law.status === "repealed" || law.status === "replaced"
      ? 2
      : law.status === "amending_act"
        ? 1
        : 0;
  return [...laws].sort(
    (a, b) => rank(a) - rank(b) || b.provisions.length - a.provisions.length,
  ) as unknown as AnyRecord[];
}

/** Returns a record's name for the reader; only the original if they read its language. */
function namedOf(
  t: Translator,
  kind: RecordsKind,
  record: AnyRecord,
  written: string,
): { text: string; names: Name[] } {
  const { first, beside, isOriginalFirst } = namesOf(t, kind, record, written);
  if (!beside || isOriginalFirst) return { text: first.text, names: [first] };
  return {
    text: t("profiles.lead.titled", { title: first.text, original: beside.text }),
    names: [first, beside],
  };
}

function projectSentence(t: Translator, page: LeadFrom): LeadSentence | null {
  const taken = page.participations.filter(({ part }) => part === "participating");
  if (taken.length === 0) return null;
  const items = taken.map((one) => {
    const months = monthsOf(t, one);
    return months ? t("profiles.lead.project", { name: one.name, months }) : one.name;
  });
  return {
    text: t("profiles.lead.projects", { count: taken.length, list: listText(items, localeOf(t)) }),
    names: taken.map(({ name }) => ({ text: name, lang: "en" })),
    sureness: taken.map(({ confidence }) => confidence),
  };
}

import {
  isLeadWanted,
  type LeadFrom,
  type LeadSentence,
  leadOf,
  SUMMARY_SECTION,
} from "@/components/profiles/lead";
import { append } from "@/lib/core/append";
import type { ProfileData } from "../model";
import type { Part, Run } from "./model";
import type { Drawing } from "./value-lines";

/**
 * Describes a country in a few sentences generated from its records, and marks them as generated. Used if no
 * summary is available in the document's language.
 */
export function leadParts({ t }: Drawing, data: ProfileData): Part[] {
  const lead = isLeadShown(data) ? leadOf(t, leadFrom(data)) : null;
  if (!lead) return [];
  const paragraphs = [lead.treaties, lead.rest].flatMap((sentences): Part[] =>
    sentences.length > 0 ? [{ is: "paragraph", runs: runsOf(sentences) }] : [],
  );
  const doubt = lead.doubt === "none" ? [] : [t(`profiles.lead.doubt.${lead.doubt}`)];
  const note = [t("profiles.lead.generated"), ...doubt].join(" ");
  return [...paragraphs, { is: "paragraph", look: "meta", runs: [{ text: note }] }];
}

/** Checks whether a document begins with a generated lead, i.e. has no summary in its language. */
export function isLeadShown(data: ProfileData): boolean {
  const written = data.sections.find(({ key }) => key === SUMMARY_SECTION);
  return isLeadWanted(leadFrom(data)) || (written !== undefined && written.language !== data.language);
}

/**
 * Extracts the input of a lead from a document's data. A hidden section has no content but does not count as
 * unwritten.
 */
function leadFrom({ sections, hidden, projects }: ProfileData): LeadFrom {
  const read = sections.map(({ key, content, language }) => [
    key,
    { content, language, isEmpty: false, isHidden: false },
  ]);
  const unread = (hidden ?? []).map((key) => [
    key,
    { content: null, language: "", isEmpty: true, isHidden: true },
  ]);
  return { sections: Object.fromEntries(read.concat(unread)), participations: projects };
}

function runsOf(sentences: readonly LeadSentence[]): Run[] {
  const runs: Run[] = [];
  for (const [n, sentence] of sentences.entries()) {
    if (n > 0) runs.push({ text: " " });
    append(runs, sentenceRuns(sentence));
  }
  return runs;
}

/** Draws a sentence, each name in it marked with its language. */
function sentenceRuns({ text, names }: LeadSentence): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { text: name, lang } of names) {
    const found = text.indexOf(name, at);
    if (found < 0) continue;
    if (found > at) runs.push({ text: text.slice(at, found) });
    runs.push({ text: name, lang });
    at = found + name.length;
  }
  if (at < text.length) runs.push({ text: text.slice(at) });
  return runs;
}

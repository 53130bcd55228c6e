import { z } from "zod";
import { RecordId } from "@/lib/text/nodes";
import { visibleText } from "@/lib/text/visible";
import { type AnswerPlace, readAnswerPart, type StandingAnswer } from "../answer/model";
import type { RowProvision } from "../profile/model";
import { DRAFT_LIMIT, NOTE_LIMIT } from "./limits/model";

/** What a drafting list sends to be shown: its keys in order and, for its file, the reader's own notes on them. */
export const DraftedInput = z.object({
  items: z.array(z.string().max(200)).max(DRAFT_LIMIT),
  notes: z.array(visibleText(NOTE_LIMIT)).max(DRAFT_LIMIT).default([]),
});

/** A provision that was collected, as it stood at the revision at which it was. */
export interface Drafted {
  answer: StandingAnswer;
  one: RowProvision;
  /** Whether it says otherwise today, or is no more among what answers the article. */
  newer: "same" | "changed" | "gone";
}

/** What a key of the list names; null of what readers do not have: hidden since, or never there. */
export interface DraftEntry {
  key: string;
  found: Drafted | null;
}

/** A provision of an answer at a revision, as a key names it ("romania/18@57/ro-cpc-154"); null for what is no key. */
export function readDraftKey(key: string): { place: AnswerPlace; provision: string } | null {
  const [, slug = "", part = "", provision = ""] =
    /^([a-z0-9-]{1,80})\/([^/@]{1,10}@[1-9]\d{0,8})\/([^/]{1,80})$/.exec(key) ?? [];
  const read = readAnswerPart(part);
  if (!read || read.revision === null || !RecordId.safeParse(provision).success) return null;
  return { place: { slug, article: read.article, revision: read.revision }, provision };
}

import { z } from "zod";
import { RecordId } from "@/lib/text/nodes";
import { visibleText } from "@/lib/text/visible";
import { type AnswerPlace, readAnswerPart, type StandingAnswer } from "../answer/model";
import type { RowProvision } from "../profile/model";
import { DRAFT_LIMIT, NOTE_LIMIT } from "./limits/model";

/** Input from a drafting list: its keys in order and, for its file, the reader's notes. */
export const DraftedInput = z.object({
  items: z.array(z.string().max(200)).max(DRAFT_LIMIT),
  notes: z.array(visibleText(NOTE_LIMIT)).max(DRAFT_LIMIT).default([]),
});

/** A collected provision, as of the revision at which it was collected. */
export interface Drafted {
  answer: StandingAnswer;
  one: RowProvision;
  /** Whether its fields or the state of its law differ today, or it no longer answers the article ("gone"). */
  newer: "same" | "changed" | "gone";
}

/** A key and its provision; null if readers cannot see it: it was hidden since, or never existed. */
export interface DraftEntry {
  key: string;
  found: Drafted | null;
}

/**
 * Reads a key ("romania/18@57/ro-cpc-154") into a provision of an answer at a revision; null if it is not a
 * key.
 */
export function readDraftKey(key: string): { place: AnswerPlace; provision: string } | null {
  const [, slug = "", part = "", provision = ""] =
    /^([a-z0-9-]{1,80})\/([^/@]{1,10}@[1-9]\d{0,8})\/([^/]{1,80})$/.exec(key) ?? [];
  const read = readAnswerPart(part);
  if (!read || read.revision === null || !RecordId.safeParse(provision).success) return null;
  return { place: { slug, article: read.article, revision: read.revision }, provision };
}

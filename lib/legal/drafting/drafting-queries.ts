import { isDeepStrictEqual } from "node:util";
import { db, type Queryable } from "@/db/client";
import { findAnswerAt } from "../answer/answer-queries";
import { answerPath, type StandingAnswer } from "../answer/model";
import { recordsReader, saidOf } from "../answer/records-at";
import type { LegalRow } from "../profile/model";
import { type DraftEntry, type Drafted, readDraftKey } from "./model";

/** Answers that are read at once: a list can contain a hundred countries. */
const AT_ONCE = 4;

/**
 * Finds the provisions of a drafting list, in its order, each as of its revision, as far as readers may see it.
 */
export async function findDrafted(keys: readonly string[], on: Queryable = db()): Promise<DraftEntry[]> {
  const named = keys.map((key) => ({ key, read: readDraftKey(key) }));
  const places = new Map(named.flatMap(({ read }) => (read ? [[answerPath(read.place), read.place]] : [])));
  const answers = new Map<string, StandingAnswer | null>();
  const open = [...places];
  const read = recordsReader(on);
  for (let from = 0; from < open.length; from += AT_ONCE)
    await Promise.all(
      open.slice(from, from + AT_ONCE).map(async ([path, place]) => {
        answers.set(path, await findAnswerAt(place, on, read));
      }),
    );
  return named.map(({ key, read }) => {
    const answer = read && answers.get(answerPath(read.place));
    return { key, found: answer ? draftedOf(answer, read.provision) : null };
  });
}

function draftedOf(answer: StandingAnswer, id: string): Drafted | null {
  const one = provisionIn(answer.row, id);
  if (!one) return null;
  const today = answer.today && provisionIn(answer.today, id);
  if (!today) return { answer, one, newer: "gone" };
  return { answer, one, newer: isDeepStrictEqual(saidOf(one), saidOf(today)) ? "same" : "changed" };
}

const provisionIn = (row: LegalRow, id: string) =>
  row.provisions.find(({ provision }) => provision.id === id) ?? null;

import { normalize } from "@/lib/text/unicode";

/** Normalises a heading or column name for comparison: removes case, accents, numbering and punctuation. */
export function bareWords(text: string): string {
  return normalize(text, "NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\p{P}\p{S}]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(NUMBERING, "");
}

/** Matches "1", "2 1", "iv", "a": the remains of "1.", "2.1", "IV)" and "a)". */
const NUMBERING = /^(?:(?:\d{1,2}|[ivx]{1,4}|[a-h]) )+(?=\S)/u;

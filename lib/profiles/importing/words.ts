import { normalize } from "@/lib/text/unicode";

/** Reduces a heading or a name of a column to what is compared: no case, accents, numbering or punctuation. */
export function bareWords(text: string): string {
  return normalize(text, "NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\p{P}\p{S}]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(NUMBERING, "");
}

/** "1", "2 1", "iv", "a": what is left of "1.", "2.1", "IV)" and "a)". */
const NUMBERING = /^(?:(?:\d{1,2}|[ivx]{1,4}|[a-h]) )+(?=\S)/u;

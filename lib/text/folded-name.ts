import { normalize } from "./unicode";

/** Returns a name as it is compared: without accents, vowel marks, case and signs between words. */
export const foldedName = (name: string): string =>
  normalize(name, "NFD")
    .replaceAll(/[\p{M}\p{Cf}\u0640]/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

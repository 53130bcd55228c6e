/** Marks allowed after one letter, as in Unicode's Stream-Safe Text Format (UAX #15, section 13). */
const MAX_MARKS = 30;
const LONG_RUN = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, "gu");
const WITHOUT_MARKS = /^[\0-\u02ff]*$/;

/** Removes marks beyond thirty on one letter. */
export function streamSafe(text: string): string {
  return WITHOUT_MARKS.test(text) ? text : text.replace(LONG_RUN, "$1");
}

/**
 * Normalizes a text in a Unicode form. Use instead of `String.prototype.normalize`, which sorts the marks of
 * a letter in quadratic time: half a million alternating accents would block the process for a minute.
 */
export function normalize(text: string, form: "NFC" | "NFD" | "NFKC" | "NFKD"): string {
  return streamSafe(text).normalize(form);
}

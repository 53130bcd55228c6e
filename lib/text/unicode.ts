/** Marks that may follow one letter: the Stream-Safe Text Format of Unicode (UAX #15, section 13) allows as many. */
const MAX_MARKS = 30;
const LONG_RUN = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, "gu");
const WITHOUT_MARKS = /^[\0-\u02ff]*$/;

/** Removes the marks beyond thirty on one letter. */
export function streamSafe(text: string): string {
  return WITHOUT_MARKS.test(text) ? text : text.replace(LONG_RUN, "$1");
}

/**
 * Normalizes a text to a form of Unicode. Use this and not `String.prototype.normalize`, which sorts the marks of a
 * letter in quadratic time: half a million alternating accents would keep the process busy for a minute.
 */
export function normalize(text: string, form: "NFC" | "NFD" | "NFKC" | "NFKD"): string {
  return streamSafe(text).normalize(form);
}

import { normalize } from "@/lib/text/unicode";

/** Most characters of the words, so that they fit the field. */
const MAX_CHARACTERS = 60;
/** A longer word is a token or an id. */
const MAX_LETTERS = 24;
const SLUG = new RegExp(
  `^(?:[\\p{L}\\p{M}]{1,${MAX_LETTERS}}|\\d{1,4})(?:[-_+ ](?:[\\p{L}\\p{M}]{1,${MAX_LETTERS}}|\\d{1,4}))*$`,
  "u",
);

/**
 * Returns the words of an address that led to no page, to search for them: those of its last part, decoded, if this
 * has only words and short numbers, as the name of a page has. Empty for anything else, such as ids and tokens.
 */
export function addressWords(path: string): string {
  const [place = ""] = path.slice(0, MAX_PATH).split(/[?#]/, 1);
  const part = decoded(place.split("/").findLast((one) => one !== "") ?? "");
  if (!SLUG.test(part) || !/\p{L}{2}/u.test(part)) return "";
  const words = part.split(/[-_+ ]/);
  while (words.join(" ").length > MAX_CHARACTERS) words.pop();
  return words.join(" ");
}

/** Longer addresses are cut before they are read. */
const MAX_PATH = 2_000;

function decoded(part: string): string {
  try {
    return normalize(decodeURIComponent(part), "NFC");
  } catch {
    return "";
  }
}

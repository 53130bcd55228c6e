/** Why a password is easy to guess: on a list of common ones, made of known words, or a pattern. */
export type PasswordProblem = "password_common" | "password_own" | "password_pattern";

/** Words that attackers of this site try first. */
const OWN_WORDS = [
  "octopus",
  "community",
  "cybercrime",
  "cybercriminalite",
  "cyber",
  "crime",
  "budapest",
  "convention",
  "councilofeurope",
  "council",
  "europe",
  "strasbourg",
  "password",
  "passphrase",
  "motdepasse",
];

/** Minimum of characters that remain after removing everything guessable. */
const MIN_FREE = 8;
const SHORTEST_STEM = 4;

/** Replaces a removed word: a private-use character, which no typed password contains. */
const PLACE = "\ue000";

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "1234567890"];

let common: Promise<ReadonlySet<string>> | undefined;

/** Loads the list of common passwords when the first password is set; shorter entries cannot be a stem. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) =>
      new Set(dictionary["passwords-common"].filter((entry) => entry.length >= SHORTEST_STEM)),
  );
  return common;
}

/** Removes case and accents. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const SWAPS: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};
function unswap(text: string): string {
  return text.replace(/[013457@$!]/g, (sign) => SWAPS[sign] ?? sign);
}

/**
 * Finds a weakness of a long enough password, or null (NIST SP 800-63B-4, 3.1.1.2: compare with commonly
 * used, expected or compromised values). `about`: what is known of its owner.
 */
export async function findPasswordProblem(
  password: string,
  about: { fullName: string; email: string },
): Promise<PasswordProblem | null> {
  const folded = fold(password);
  const known = await commonPasswords();
  if (isCommon(folded, known) || isCommon(unswap(folded), known)) return "password_common";
  if (hasShortPeriod(folded) || freeLength(folded) < MIN_FREE) return "password_pattern";
  const words = [...OWN_WORDS, ...personalWords(about)].sort((a, b) => b.length - a.length);
  const isOwn = [folded, unswap(folded)].some((text) => {
    const rest = words.reduce((left, word) => left.replaceAll(word, PLACE), text);
    return rest !== text && freeLength(rest.replace(/[^\p{L}\p{N}\p{Co}]/gu, "")) < MIN_FREE;
  });
  return isOwn ? "password_own" : null;
}

/** Checks whether a text is on the list: as it is, without punctuation, or without what surrounds its letters. */
function isCommon(text: string, known: ReadonlySet<string>): boolean {
  const bare = text.replace(/[^\p{L}\p{N}]/gu, "");
  const stem = text.replace(/^\P{L}+|\P{L}+$/gu, "");
  return [text, bare, stem].some((form) => form.length >= SHORTEST_STEM && known.has(form));
}

/** Checks whether a text only repeats its first characters, one to seven of them. */
function hasShortPeriod(text: string): boolean {
  const signs = [...text];
  for (let period = 1; period <= 7; period += 1) {
    if (signs.every((sign, at) => at < period || sign === signs[at - period])) return true;
  }
  return false;
}

/** Names how a character follows another: same, next or previous code, or adjacent on a keyboard; null for neither. */
function stepBetween(a: string, b: string): string | null {
  const distance = (b.codePointAt(0) ?? 0) - (a.codePointAt(0) ?? 0);
  if (distance >= -1 && distance <= 1) return String(distance);
  for (const row of ROWS) {
    const [from, to] = [row.indexOf(a), row.indexOf(b)];
    if (from >= 0 && to >= 0 && Math.abs(to - from) === 1) return to > from ? "right" : "left";
  }
  return null;
}

/** Counts characters, with each run of three or more in a pattern as one. */
function freeLength(text: string): number {
  const signs = [...text];
  let free = signs.length;
  let run = 1;
  let step: string | null = null;
  for (let at = 1; at <= signs.length; at += 1) {
    const next = at < signs.length ? stepBetween(signs[at - 1] ?? "", signs[at] ?? "") : null;
    if (next !== null && (next === step || run === 1)) {
      run += 1;
    } else {
      if (run >= 3) free -= run - 1;
      run = next === null ? 1 : 2;
    }
    step = next;
  }
  return free;
}

/** Parts of name and address that are long enough not to match by chance. */
function personalWords({ fullName, email }: { fullName: string; email: string }): string[] {
  const [local = "", domain = ""] = email.split("@");
  const names = fold(fullName).split(/[^\p{L}\p{N}]+/u);
  const parts = [fold(local), ...fold(local).split(/[^\p{L}\p{N}]+/u), ...fold(domain).split(".")];
  return [...names.filter((name) => [...name].length >= 3), ...parts.filter((part) => [...part].length >= 4)];
}

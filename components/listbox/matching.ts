import { type Called, called, wordsOf } from "./names";

/** Something that can be found by its words. */
export interface Findable {
  label: string;
  detail?: string | undefined;
  /** Its other names, if the label is a name of a country, a language or a currency. */
  called?: Called | undefined;
}

const LETTERS: Readonly<Record<string, string>> = {
  æ: "ae",
  ð: "d",
  đ: "d",
  ı: "i",
  ł: "l",
  ø: "o",
  œ: "oe",
  ß: "ss",
  þ: "th",
  ة: "ه",
  ى: "ي",
};

/** Normalizes text for comparing: without accents, case, or punctuation between words. */
export const folded = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[æðđıłøœßþةى]/gu, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** How many entries of a long list are offered at once: enough for all countries, so that the list can be browsed. */
const MOST = 300;
/** From how many letters a word may contain a typing error. */
const LONG_ENOUGH = 4;

interface Words {
  label: string;
  /** The label with the detail. */
  own: string;
  others: readonly string[];
}

const known = new WeakMap<Called, readonly string[]>();

function wordsOfEntry({ label, detail, called: of }: Findable): Words {
  const own = folded(detail ? `${label} ${detail}` : label);
  let others = of && known.get(of);
  if (of && !others) {
    others = wordsOf(of).map(folded);
    known.set(of, others);
  }
  return { label: folded(label), own, others: others ?? [] };
}

/** How well an entry matches: by its label, another name, a beginning, words of its label, or words of another name. */
const RANK = { label: 0, name: 1, start: 2, own: 3, other: 4 } as const;

function rankOf(text: string, words: readonly string[], { label, own, others }: Words): number | null {
  if (label === text) return RANK.label;
  if (others.includes(text)) return RANK.name;
  if (own.startsWith(text)) return RANK.start;
  if (words.every((word) => own.includes(word))) return RANK.own;
  return others.some((other) => words.every((word) => hasWord(other, word))) ? RANK.other : null;
}

/** In scripts that join words or prefix an article, a match can begin anywhere. */
const hasWord = (text: string, word: string) =>
  /\p{Script=Latin}/u.test(word) ? ` ${text}`.includes(` ${word}`) : text.includes(word);

function sorted<E extends Findable>(
  typed: string,
  entries: readonly E[],
  rank: (text: string, words: readonly string[], of: Words) => number | null,
): { entry: E; rank: number }[] {
  const text = folded(typed);
  if (text === "") return [];
  const words = text.split(" ");
  const language = languageOf(text);
  return entries
    .flatMap((entry) => {
      const isCoded = language !== null && entry.called === called("language", language);
      const own = isCoded ? RANK.name : rank(text, words, wordsOfEntry(entry));
      return own === null ? [] : [{ entry, rank: own }];
    })
    .sort((a, b) => a.rank - b.rank);
}

/** Returns the tag of a language from its three-letter code (ISO 639-2: "deu", "ger"). */
function languageOf(text: string): string | null {
  return /^[a-z]{3}$/.test(text) ? (Intl.getCanonicalLocales(text)[0] ?? null) : null;
}

/**
 * Returns the entries that contain all typed words: exact names first, then those that begin with the words.
 * If there are none, those that match with one typing error in a word.
 */
export function matching<E extends Findable>(typed: string, entries: readonly E[], most: number = MOST): E[] {
  if (typed.trim() === "") return entries.slice(0, most);
  const found = sorted(typed, entries, rankOf);
  const near = found.length > 0 ? found : sorted(typed, entries, nearnessOf);
  return near.slice(0, most).map(({ entry }) => entry);
}

/** Returns the only entry that matches, even with a typing error; null if there are none or several. */
export function onlyMatch<E extends Findable>(typed: string, entries: readonly E[]): E | null {
  const [only, another] = typed.trim() === "" ? [] : matching(typed, entries, 2);
  return only && !another ? only : null;
}

/** Returns the unambiguous entry: the one with exactly this name, or else the only match. */
export function meant<E extends Findable>(typed: string, entries: readonly E[]): E | null {
  const [first, second] = sorted(typed, entries, rankOf);
  if (!first || !second) return first?.entry ?? null;
  return first.rank <= RANK.name && second.rank > first.rank ? first.entry : null;
}

/** Returns the one entry with exactly this name. */
export function named<E extends Findable>(typed: string, entries: readonly E[]): E | null {
  const [first, second] = sorted(typed, entries, rankOf);
  return first && first.rank <= RANK.name && second?.rank !== first.rank ? first.entry : null;
}

function nearnessOf(_text: string, words: readonly string[], { own, others }: Words): number | null {
  const isIn = (text: string) => {
    const has = text.split(" ");
    return words.every((word) =>
      word.length < LONG_ENOUGH ? has.includes(word) : has.some((one) => isNear(word, one)),
    );
  };
  if (isIn(own)) return 0;
  return others.some(isIn) ? 1 : null;
}

/** Whether a word begins with the typed letters, except for one wrong, missing, additional or misplaced letter. */
function isNear(typed: string, word: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const rest = typed.slice(at + 1);
  const swapped = typed[at] === word[at + 1] && typed[at + 1] === word[at];
  return (
    word.startsWith(rest, at + 1) ||
    word.startsWith(rest, at) ||
    word.startsWith(typed.slice(at), at + 1) ||
    (swapped && word.startsWith(typed.slice(at + 2), at + 2))
  );
}

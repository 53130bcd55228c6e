import { randomInt } from "node:crypto";

/** Letters that Unicode does not decompose into base letter and accent. */
const LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
};

const MAX_LENGTH = 40;
const FIRST_NUMBERS = 8;
const ALPHABET = "23456789bcdfghjkmnpqrstvwxz";

/** Transliterates a name for an address: "Łukasz O’Neill" becomes "lukasz-oneill"; "member" if nothing is left. */
export function handleOf(name: string): string {
  const folded = name
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFKD")
    .replace(/[\p{M}'’`]/gu, "");
  const handle = folded
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
  return handle.length >= 2 ? handle : "member";
}

/** Yields handles to try for a name: plain, numbered, then with random letters. */
export function* handlesFor(name: string): Generator<string> {
  const base = handleOf(name);
  if (base !== "member") yield base;
  for (let number = 2; base !== "member" && number <= FIRST_NUMBERS; number += 1) yield `${base}-${number}`;
  for (let attempt = 0; attempt < 10; attempt += 1) {
    yield `${base}-${Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")}`;
  }
}

import { join } from "node:path";

/** Fonts of cards (`assets/fonts/cards`): each character is drawn with the first font that has it. */
const FONTS: readonly (readonly [family: string, file: string, has: RegExp])[] = [
  ["Octo Arabic", "arabic.ttf", /[\p{Script=Arabic}\u060c\u061b\u061f\u0640\u064b-\u0652]/u],
  ["Octo Cyrillic", "cyrillic.ttf", /[\u0400-\u045f\u0490\u0491]/u],
  ["Octo Greek", "greek.ttf", /[\u0384-\u03ce]/u],
  [
    "Octo Serif",
    "serif-latin.ttf",
    /[\u0020-\u007e\u00a0\u00a7\u00ab\u00b7\u00bb\u00bf-\u00ff\u0131\u0152\u0153\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026]/u,
  ],
  [
    "Octo Serif Ext",
    "serif-latin-ext.ttf",
    /[\u0100-\u0130\u0132-\u0151\u0154-\u017e\u018f\u01e6\u01e7\u0218-\u021b\u0259\u1e0c\u1e0d\u1e24\u1e25\u1e62\u1e63\u1e6c\u1e6d\u1e92\u1e93]/u,
  ],
  ["Octo Sans", "sans-latin.ttf", /[\u00a1-\u00be\u2022\u2032\u2033\u2039\u203a\u20ac\u2122\u2212]/u],
];

/** Lists the paths of the cards' fonts. */
export function fontFiles(): string[] {
  const root = process.env.OCTOPUS_ROOT ?? process.cwd();
  return FONTS.map(([, file]) => join(root, "assets/fonts/cards", file));
}

const familyOf = (character: string) => FONTS.find(([, , has]) => has.test(character))?.[0] ?? null;

/** Checks whether every character of a text can be drawn; a card omits text that would show empty boxes. */
export function canDraw(text: string): boolean {
  return [...text].every((character) => familyOf(character) !== null);
}

/** Characters of a word that are drawn with one font. */
export interface Run {
  family: string;
  text: string;
}

/** Divides a word into runs of one font, in reading order. */
export function runsOf(word: string): Run[] {
  const runs: Run[] = [];
  for (const character of word) {
    const family = familyOf(character) ?? "Octo Serif";
    const last = runs.at(-1);
    if (last?.family === family) last.text += character;
    else runs.push({ family, text: character });
  }
  return runs;
}

/** Checks whether a word is written from right to left. */
export function isRightToLeft(word: string): boolean {
  return /\p{Script=Arabic}/u.test(word);
}

/** A font of documents (`assets/fonts/documents`), for the scripts that it has. */
export type Face = "text" | "arabic" | "hebrew" | "georgian" | "armenian" | "thai";

/** The file of each font in `assets/fonts/documents`, and of its bold. */
const FONT_FILES: Record<Face, readonly [regular: string, bold: string]> = {
  text: ["text-regular.ttf", "text-bold.ttf"],
  arabic: ["arabic-regular.ttf", "arabic-bold.ttf"],
  hebrew: ["hebrew.ttf", "hebrew.ttf"],
  georgian: ["georgian.ttf", "georgian.ttf"],
  armenian: ["armenian.ttf", "armenian.ttf"],
  thai: ["thai.ttf", "thai.ttf"],
};

/** Lists the fonts of documents with their names there, each with its file. */
export function documentFonts(): { name: string; file: string }[] {
  return Object.entries(FONT_FILES).flatMap(([face, files]) =>
    files.map((file, n) => ({ name: fontName(face as Face, n === 1), file })),
  );
}

export function fontName(face: Face, isBold: boolean): string {
  return `${face}${isBold ? "-bold" : ""}`;
}

const SCRIPTS: readonly (readonly [Face, RegExp])[] = [
  ["arabic", /[\p{Script=Arabic}\u060c\u061b\u061f\u0640\u064b-\u065f\u0660-\u066d\u200c\u200d]/u],
  ["hebrew", /\p{Script=Hebrew}/u],
  ["georgian", /\p{Script=Georgian}/u],
  ["armenian", /\p{Script=Armenian}/u],
  ["thai", /\p{Script=Thai}/u],
];

/** Latin, Greek and Cyrillic with related signs: the characters that the text font was subset to. */
const TEXT =
  /[\u0020-\u007e\u00a0-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1\u03f0-\u052f\u1e00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fc4\u1fc6-\u1fd3\u1fd6-\u1fdb\u1fdd-\u1fef\u1ff2-\u1ff4\u1ff6-\u1ffe\u2010-\u2027\u2030-\u205e\u2070\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20bf\u2100-\u215f\u2c60-\u2c7f\ua720-\ua7bf\ufb00-\ufb06]/u;

/** Finds the font that has a character; null if none has. */
export function faceOf(character: string): Face | null {
  if (TEXT.test(character)) return "text";
  return SCRIPTS.find(([, has]) => has.test(character))?.[0] ?? null;
}

/** Invisible control characters. Joiners are not among them: they belong to the letters that they join. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff]/gu;
const SPACES = /[\u2000-\u200a\u202f\u205f\u3000]/g;

/** Replaces a passage that no font can draw. */
export const UNWRITABLE = "[…]";

/** Replaces characters that no font can draw, and says whether there were any. */
export function writable(text: string): { text: string; isWhole: boolean } {
  let isWhole = true;
  let written = "";
  for (const character of text.replaceAll(SPACES, " ").replaceAll(UNSEEN, "")) {
    if (faceOf(character) !== null) written += character;
    else {
      isWhole = false;
      if (!written.endsWith(UNWRITABLE)) written += UNWRITABLE;
    }
  }
  return { text: written, isWhole };
}

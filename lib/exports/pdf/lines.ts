import bidiFactory from "bidi-js";
import { append } from "@/lib/core/append";
import type { Run } from "../document/model";
import { type Face, faceOf, writable } from "./faces";

/** A run of a line in one font, size and direction, with its distance from the line's left. */
export interface Piece {
  text: string;
  run: Run;
  face: Face;
  /** Embedding level by Unicode Standard Annex 9; odd levels run from right to left. */
  level: number;
  x: number;
  width: number;
}

export interface Line {
  pieces: Piece[];
  /** Direction of the paragraph: the side where its lines begin. */
  isRtl: boolean;
  width: number;
  /** Numbers of the sources whose marks are in the line. */
  cites: number[];
  /** Has letters that need more room above and below than Latin ones. */
  isTall: boolean;
}

export interface Setting {
  width: number;
  /** Direction of text that has none of its own. */
  isRtl: boolean;
  /**
   * Our own words, perhaps with members' text between them. In a right-to-left document one right-to-left letter
   * makes the whole text right-to-left; otherwise the first letter decides.
   */
  isOurs?: boolean;
  /** Width of a text. */
  measure: (text: string, run: Run, face: Face) => number;
  /** Called if a character could not be drawn. */
  onUnwritable?: () => void;
}

type Part = Omit<Piece, "x"> & { isSpace: boolean; mayBreakAfter: boolean };

const bidi = bidiFactory();
const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Breaks runs into lines of a width, between words, each in visual order. */
export function setLines(runs: readonly Run[], setting: Setting): Line[] {
  return paragraphsOf(runs).flatMap((paragraph) => setParagraph(paragraph, setting));
}

/** Runs divided at their line breaks. */
function paragraphsOf(runs: readonly Run[]): Run[][] {
  const paragraphs: Run[][] = [[]];
  for (const run of runs) {
    for (const [n, text] of run.text.split("\n").entries()) {
      if (n > 0) paragraphs.push([]);
      if (text !== "") paragraphs.at(-1)?.push({ ...run, text });
    }
  }
  return paragraphs;
}

function setParagraph(given: readonly Run[], setting: Setting): Line[] {
  const runs = given.map((run) => {
    const { text, isWhole } = writable(run.text);
    if (!isWhole) setting.onUnwritable?.();
    return { ...run, text };
  });
  const text = runs.map((run) => run.text).join("");
  const isRtl =
    setting.isOurs && setting.isRtl ? RTL_LETTER.test(text) : (directionOf(text) ?? setting.isRtl);
  const parts = partsOf(runs, text, isRtl, setting);
  return breakParts(parts, setting).map((line) => placed(line, isRtl));
}

/** Returns the direction of the first letter that has one; null for digits and marks only. */
function directionOf(text: string): boolean | null {
  for (const character of text) {
    const type = bidi.getBidiCharTypeName(character);
    if (type === "L") return false;
    if (type === "R" || type === "AL") return true;
  }
  return null;
}

/** Splits a text into parts with one run, font and level; spaces and breakable words are parts of their own. */
function partsOf(runs: readonly Run[], text: string, isRtl: boolean, setting: Setting): Part[] {
  const { levels } = bidi.getEmbeddingLevels(text, isRtl ? "rtl" : "ltr");
  const parts: Part[] = [];
  let at = 0;
  for (const run of runs) {
    let isNew = true;
    for (const character of run.text) {
      const level = levels[at] ?? 0;
      at += character.length;
      const drawn = level % 2 === 1 ? (bidi.getMirroredCharacter(character) ?? character) : character;
      const face = faceOf(drawn) ?? "text";
      const isSpace = drawn === " ";
      const last = parts.at(-1);
      const goesOn =
        !isNew &&
        last !== undefined &&
        last.face === face &&
        last.level === level &&
        last.isSpace === isSpace &&
        !last.mayBreakAfter;
      if (goesOn) last.text += drawn;
      else parts.push({ text: drawn, run, face, level, width: 0, isSpace, mayBreakAfter: false });
      isNew = false;
      const own = parts.at(-1);
      // Addresses and compounds can break after the sign, if something follows.
      if (own && /[/\-–—·&?=_]/.test(drawn)) own.mayBreakAfter = true;
    }
  }
  for (const part of parts) part.width = setting.measure(part.text, part.run, part.face);
  return parts;
}

/** Fills lines with as many parts as fit, broken where allowed; a word wider than a line is broken anywhere. */
function breakParts(parts: readonly Part[], setting: Setting): Part[][] {
  const lines: Part[][] = [];
  let line: Part[] = [];
  let width = 0;
  const end = () => {
    lines.push(line);
    line = [];
    width = 0;
  };
  for (const unit of unitsOf(parts)) {
    const wide = unit.reduce((sum, part) => sum + part.width, 0);
    const isSpace = unit[0]?.isSpace ?? false;
    if (isSpace) {
      // A space at the end of a line takes no room; at its beginning it is omitted.
      if (line.length > 0) {
        append(line, unit);
        width += wide;
      }
      continue;
    }
    if (width + wide > setting.width && line.length > 0) end();
    if (wide <= setting.width) {
      append(line, unit);
      width += wide;
      continue;
    }
    for (const piece of unit.flatMap((part) => shredded(part, setting))) {
      if (width + piece.width > setting.width && line.length > 0) end();
      line.push(piece);
      width += piece.width;
    }
  }
  if (line.length > 0 || lines.length === 0) end();
  return lines;
}

/** Groups parts that stay together, and the spaces between them. */
function unitsOf(parts: readonly Part[]): Part[][] {
  const units: Part[][] = [];
  for (const part of parts) {
    const last = units.at(-1);
    const before = last?.at(-1);
    if (last && before && !part.isSpace && !before.isSpace && !before.mayBreakAfter) last.push(part);
    else units.push([part]);
  }
  return units;
}

/** Splits a part into characters: it is wider than a line and has no better place to break. */
function shredded(part: Part, setting: Setting): Part[] {
  return [...part.text].map((text) => ({ ...part, text, width: setting.measure(text, part.run, part.face) }));
}

/** Places the pieces of a line in visual order (rule L2). */
function placed(parts: readonly Part[], isRtl: boolean): Line {
  const own = [...parts];
  while (own.at(-1)?.isSpace) own.pop();
  const ordered = reordered(own);
  let x = 0;
  const pieces = ordered.map(({ isSpace: _isSpace, mayBreakAfter: _mayBreakAfter, ...part }) => {
    const piece = { ...part, x };
    x += part.width;
    return piece;
  });
  return {
    pieces,
    isRtl,
    width: x,
    cites: own.flatMap(({ run }) => run.cites?.number ?? []),
    isTall: own.some(({ face }) => face === "arabic" || face === "thai"),
  };
}

function reordered(parts: readonly Part[]): Part[] {
  const ordered = [...parts];
  const levels = ordered.map((part) => part.level);
  const highest = Math.max(0, ...levels);
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < ordered.length; from += 1) {
      if ((ordered[from]?.level ?? 0) < level) continue;
      let to = from;
      while (to + 1 < ordered.length && (ordered[to + 1]?.level ?? 0) >= level) to += 1;
      const turned = ordered.slice(from, to + 1).reverse();
      for (const [n, part] of turned.entries()) ordered[from + n] = part;
      from = to;
    }
  }
  return ordered;
}

/** Joins neighbours of the same look that run from left to right, so that words are copied with their spaces. */
export function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    const isSame =
      last !== undefined &&
      last.run === piece.run &&
      last.face === piece.face &&
      last.level === piece.level &&
      piece.level % 2 === 0;
    if (isSame) {
      last.text += piece.text;
      last.width += piece.width;
    } else out.push({ ...piece });
  }
  return out;
}

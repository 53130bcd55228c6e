import type { FileFlag, RecognisedLanguage, Refusal } from "./model";
import type { PictureFormat } from "./pictures/model";
import type { FileTypeName } from "./types/model";

/*
 * Messages between this process and the one that inspects files. Imports no file parsers: those are for that
 * process alone, and one of them replaces JavaScript built-ins when loaded, which slows everything else.
 */

/** Questions to the inspecting process; it answers on its standard output. */
export type Question =
  | { ask: "inspect"; path: string; name: string }
  | { ask: "read"; path: string; name: string; type: string; folder: string }
  | { ask: "outline"; path: string; type: string; folder: string }
  | { ask: "recognise"; path: string; language: RecognisedLanguage; folder: string };

export type Answer<T> = { done: T } | { refused: Refusal };

/** Thrown when a file is not accepted, with the reason. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(readonly refusal: Refusal) {
    super(refusal);
  }
}

/** Result of inspecting a file; width and height are those of a picture. */
export interface Inspected {
  type: FileTypeName;
  flags: FileFlag[];
  width: number | null;
  height: number | null;
}

export interface MadePicture {
  path: string;
  format: PictureFormat;
  width: number;
  height: number;
  size: number;
  /** Page of a document that it shows; null for the picture of the whole file. */
  page: number | null;
}

/** File next to the pictures with the text, a JSON list of pages. */
export const TEXTS = "texts.json";

/** File next to the pictures with the captions, rewritten as WebVTT. */
export const CAPTIONS = "captions.vtt";

/** File with the outline of a document or spreadsheet, as JSON. */
export const OUTLINE = "outline.json";

export interface Reading {
  /** Pages, slides or sheets; null if it has none. */
  pages: number | null;
  flags: FileFlag[];
  pictures: MadePicture[];
  /** Duration in whole seconds; null if it has none or does not state it. */
  seconds: number | null;
  /** Whether captions were found; they are in `CAPTIONS`. */
  hasCaptions: boolean;
  /** Whether text was found; it is in `TEXTS`. */
  hasText: boolean;
}

/** Result of text recognition. */
export interface Recognition {
  /** Pages examined, from the first. */
  pages: number;
  /** Whether words were recognized; they are in `TEXTS`. */
  hasText: boolean;
}

import type { FileFlag, RecognisedLanguage, Refusal } from "./model";
import type { PictureFormat } from "./pictures/model";
import type { FileTypeName } from "./types/model";

/*
 * What is said between us and the process that looks into a file. It imports nothing that reads files: those packages
 * are for that process alone (one of them replaces built-ins of the language when it is loaded, which slows all else).
 */

/** What the process that looks into files is asked, and answers on its standard output. */
export type Question =
  | { ask: "inspect"; path: string; name: string }
  | { ask: "read"; path: string; name: string; type: string; folder: string }
  | { ask: "recognise"; path: string; language: RecognisedLanguage; folder: string };

export type Answer<T> = { done: T } | { refused: Refusal };

/** Thrown by whatever looks into a file: it is not taken, and why. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(readonly refusal: Refusal) {
    super(refusal);
  }
}

/** What the head of a file told. */
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
  /** Which page of a document it shows; null for the picture that stands for the whole file. */
  page: number | null;
}

/** The file, beside the pictures, that holds the text as a JSON list of pages. */
export const TEXTS = "texts.json";

/** The file beside them that holds captions as our own WebVTT. */
export const CAPTIONS = "captions.vtt";

export interface Reading {
  /** Pages, slides or sheets; null for what has none. */
  pages: number | null;
  flags: FileFlag[];
  pictures: MadePicture[];
  /** How long it plays, in whole seconds; null for what does not play or does not say. */
  seconds: number | null;
  /** Whether it holds captions; they stand in `CAPTIONS`. */
  hasCaptions: boolean;
  /** Whether any text was found; it stands in `TEXTS`. */
  hasText: boolean;
}

/** What a machine read from pictures of pages. */
export interface Recognition {
  /** Pages that were looked at, from the first on. */
  pages: number;
  /** Whether it made out any word; they stand in `TEXTS`. */
  hasText: boolean;
}

import { type Locale, localePath } from "@/lib/i18n/locales";
import { type FilePart, materialPath } from "../model";
import type { Access } from "../vocabulary/model";

/** The folder of a pack in which all lies that is for trainers: left out, the rest can be passed on. */
export const NOTES_FOLDER = "trainers-notes";
/** Lists of a pack, at its top. */
export const PACK_LISTS = { index: "index.html", manifest: "manifest.json", sums: "SHA256SUMS" } as const;

/** Where a course is downloaded with all its parts; its list is in the language of the address. */
export function packHref(
  locale: Locale,
  slug: string,
  of: { hasNotes: boolean } = { hasNotes: true },
): string {
  return `${localePath(locale, materialPath(slug))}/pack.zip${of.hasNotes ? "" : "?for=participants"}`;
}

/** A file of a pack as its lists tell of it. */
export interface ListedFile {
  /** Below the top of the pack. */
  path: string;
  name: string;
  language: string;
  origin: "original" | "human" | "machine";
  /** ISO alpha-2 of the jurisdiction that it was adapted to; null for none. */
  country: string | null;
  part: FilePart;
  pages: number | null;
  /** How long a video or recording plays. */
  seconds: number | null;
  size: number;
  sha256: string;
  address: string;
}

/** A file that its reader may not have: who may, and where one asks. */
export interface LeftOut {
  name: string;
  language: string;
  part: FilePart;
  size: number;
  access: Access;
  ask: string;
}

export interface ListedPart {
  /** "2.1"; "0" for the course itself. */
  number: string;
  folder: string;
  title: string;
  language: string;
  kind: string;
  level: string;
  address: string;
  version: string | null;
  /** The day of that version: by its makers, else when it came to the library. */
  asOf: string | null;
  /** When somebody last said that it is right. */
  reviewedOn: string | null;
  /** Since when the law that it teaches has been another. */
  lawChangedOn: string | null;
  licence: string;
  tlp: string;
  minutes: number | null;
  note: string;
  files: ListedFile[];
  leftOut: LeftOut[];
  /** What is kept elsewhere and so is not in the pack. */
  links: { url: string; label: string; language: string }[];
}

/** All that a pack holds and what it leaves out: its `manifest.json`, and what its list is drawn from. */
export interface Manifest {
  format: "octopus-course-pack/1";
  title: string;
  language: string;
  address: string;
  madeAt: string;
  /** The strictest label of what is in it. */
  tlp: string;
  hasNotes: boolean;
  parts: ListedPart[];
}

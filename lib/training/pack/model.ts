import { type Locale, localePath } from "@/lib/i18n/locales";
import { type FilePart, materialPath } from "../model";
import type { Access } from "../vocabulary/model";

/** Folder with everything for trainers: without it, the rest can be passed on. */
export const NOTES_FOLDER = "trainers-notes";
/** Lists at the top of a pack. */
export const PACK_LISTS = { index: "index.html", manifest: "manifest.json", sums: "SHA256SUMS" } as const;

/** Returns the address of a course pack, whose list is in the address's language. */
export function packHref(
  locale: Locale,
  slug: string,
  of: { hasNotes: boolean } = { hasNotes: true },
): string {
  return `${localePath(locale, materialPath(slug))}/pack.zip${of.hasNotes ? "" : "?for=participants"}`;
}

/** A file in the lists of a pack. */
export interface ListedFile {
  /** Path within the pack. */
  path: string;
  name: string;
  language: string;
  origin: "original" | "human" | "machine";
  /** ISO alpha-2 of the jurisdiction it was adapted to; null for none. */
  country: string | null;
  part: FilePart;
  pages: number | null;
  /** Duration of a video or recording. */
  seconds: number | null;
  size: number;
  sha256: string;
  address: string;
}

/** A file the reader has no access to: who has, and where to request it. */
export interface LeftOut {
  name: string;
  language: string;
  part: FilePart;
  size: number;
  access: Access;
  ask: string;
}

export interface ListedPart {
  /** "2.1"; "0" is the course itself. */
  number: string;
  folder: string;
  title: string;
  language: string;
  kind: string;
  level: string;
  address: string;
  version: string | null;
  /** Date of the version: from its authors, else its upload. */
  asOf: string | null;
  /** When it was last confirmed. */
  reviewedOn: string | null;
  /** Since when the law it teaches has changed. */
  lawChangedOn: string | null;
  licence: string;
  tlp: string;
  minutes: number | null;
  note: string;
  files: ListedFile[];
  leftOut: LeftOut[];
  /** Linked content, which is not in the pack. */
  links: { url: string; label: string; language: string }[];
}

/** Contents and omissions of a pack: its `manifest.json`, and the source of its list. */
export interface Manifest {
  format: "octopus-course-pack/1";
  title: string;
  language: string;
  address: string;
  madeAt: string;
  /** Strictest label of its contents. */
  tlp: string;
  hasNotes: boolean;
  parts: ListedPart[];
}

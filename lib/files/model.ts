import { z } from "zod";
import { normalize } from "@/lib/text/unicode";
import { atLeast, visibleText } from "@/lib/text/visible";
import { extensionOf, fileTypeOf } from "./types/model";

/** Access to a file in one use: everyone, members, or verified practitioners. */
export const FILE_ACCESS = ["public", "members", "practitioners"] as const;

export type FileAccess = (typeof FILE_ACCESS)[number];

/** Access in a use: one of these, or those who may read the page that uses it, which are the fewest. */
export type UseAccess = FileAccess | "readers";
const USE_ACCESS: readonly UseAccess[] = [...FILE_ACCESS, "readers"];

/** Returns the access to a file of a work, which is never `readers`. */
export const workAccess = (access: UseAccess): FileAccess =>
  access === "readers" ? "practitioners" : access;

/** Compares two levels of access: whether the first includes more people. */
export const isWider = (one: UseAccess, other: UseAccess): boolean =>
  USE_ACCESS.indexOf(one) < USE_ACCESS.indexOf(other);

/** States of an upload; `db/schema/files.ts` explains each. */
export const FILE_STATES = ["uploading", "quarantined", "clean", "withheld", "refused", "lost"] as const;
export type FileState = (typeof FILE_STATES)[number];

/** What a page shows of a file. */
export interface FileLine {
  id: string;
  name: string;
  type: string;
  state: FileState;
  size: number;
  received: number;
  sha256: string | null;
  refusal: string | null;
  flags: string[];
  isScanned: boolean;
  pages: number | null;
  width: number | null;
  height: number | null;
  /** Duration of a video or recording; null for other files or if unknown. */
  seconds: number | null;
  /** Reading of the text: pending, done, none found, or failed. */
  reading: "waiting" | "read" | "empty" | "failed";
  /** Text recognition: its result, or null if not requested. */
  recognition: "waiting" | "read" | "nothing" | "failed" | null;
  recognisedPages: number | null;
  createdAt: Date;
}

/** Languages of text recognition, with the names of their models. */
export const RECOGNISED_LANGUAGES = { en: "eng", fr: "fra", ar: "ara" } as const;
export type RecognisedLanguage = keyof typeof RECOGNISED_LANGUAGES;

export function isRecognised(language: string): language is RecognisedLanguage {
  return Object.hasOwn(RECOGNISED_LANGUAGES, language);
}

/** Checks whether a file has scanned pages without text of their own, which OCR can read or has read. */
export function isScan(
  file: Pick<FileLine, "type" | "state" | "reading" | "flags" | "recognition">,
): boolean {
  return (
    file.type === "pdf" &&
    file.state === "clean" &&
    (file.reading === "empty" || file.recognition === "read") &&
    !file.flags.includes("password")
  );
}

/** Another file with the same content that this member may see. */
export interface SameFile {
  id: string;
  name: string;
  /** Where it is used; null for the member's own unused upload. */
  place: string | null;
}

/** The member's own upload, with its uses and files of the same content. */
export interface OwnFile extends FileLine {
  places: string[];
  /** Pages of works that it was sent to, and that do not use it yet. */
  sentTo: string[];
  same: SameFile[];
}

/** Checks whether no work uses a file and it was sent to none. */
export const isLoose = ({ places, sentTo }: Pick<OwnFile, "places" | "sentTo">): boolean =>
  places.length + sentTo.length === 0;

/** An upload of any member, as moderators see it. */
export interface SentFile extends FileLine {
  /** Null for a former member and for files of the site itself (`isOurs`). */
  sender: { handle: string; displayName: string } | null;
  isOurs: boolean;
  places: string[];
}

/** A file in one of its uses, as that page lists it. */
export interface PlacedFile extends FileLine {
  access: FileAccess;
  isOpen: boolean;
  position: number;
  /** Widths of its pictures, narrowest first, and the size of the widest. */
  pictureWidths: number[];
  pictureSize: { width: number; height: number } | null;
  downloads: number;
}

/** A file as a list shows it that says nothing about access. */
export type ShownFile = Omit<PlacedFile, "access">;

/** Reasons for refusing an upload; texts in `messages/…/files.json`. */
export const REFUSALS = [
  "empty",
  "too_large",
  "quota",
  "type",
  "mismatch",
  "polyglot",
  "bomb",
  "path",
  "locked",
  "executable",
  "damaged",
  "infected",
  "blocked",
  "unscannable",
  "captions",
] as const;
export type Refusal = (typeof REFUSALS)[number];

/**
 * Warnings about a file: contains macros, a script or other files; loads remote content; a picture with
 * location data; password-protected; a PDF without tags, which screen readers cannot follow.
 */
export const FILE_FLAGS = [
  "macros",
  "script",
  "embedded",
  "remote",
  "location",
  "password",
  "untagged",
] as const;
export type FileFlag = (typeof FILE_FLAGS)[number];

const MAX_NAME = 150;
/** Reserved device names on Windows. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** Only this many characters at the end of a submitted name are read. */
const MAX_GIVEN = 2_000;

/**
 * Cleans a file's name for storage: no path, control or bidirectional characters, NFC, at most 150 characters
 * with the extension kept. Non-Latin scripts are kept.
 */
export function cleanFileName(given: string): string {
  const last = normalize(given.slice(-MAX_GIVEN), "NFC").split(/[\\/]/).at(-1) ?? "";
  const plain = last
    // Joiners are kept, as some scripts need them.
    .replaceAll(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Surrogate}]/gu, "")
    .replaceAll(/[<>:"|?*\p{Zs}]+/gu, " ")
    .replace(/^[.\s]+/, "")
    .replace(/[.\s]+$/, "");
  const safe = DEVICE.test(plain) ? `_${plain}` : plain;
  const extension = extensionOf(safe);
  const letters = [...safe];
  if (letters.length <= MAX_NAME) return safe === "" ? "file" : safe;
  const ending = extension ? `.${extension}` : "";
  return (
    letters
      .slice(0, MAX_NAME - ending.length)
      .join("")
      .trimEnd() + ending
  );
}

/** Returns the download address of a file: below its page, or a personal one for its uploader. */
export function fileHref(id: string, place = ""): string {
  return `${place}/files/${id}`;
}

/** Returns the address of an archive with all files of a page, or those of `ids`. */
export function filesHref(place: string, ids: readonly string[] = []): string {
  return `${place}/files.zip${ids.length > 0 ? `?ids=${ids.join(",")}` : ""}`;
}

/** Returns the address of captions for players: generated from the file, with only times and words. */
export function captionsHref(id: string): string {
  return `/files/${id}/captions.vtt`;
}

/** Address that the plain upload form posts to. */
export const UPLOAD_FORM = "/uploads";
/** Address of resumable uploads (tus 1.0). */
export const UPLOADS = "/api/uploads";

/** Limits of one member: unfinished uploads; files, volume, and entries of refused files a day. */
export const UPLOAD_LIMITS = { open: 20, filesADay: 200, timesLargestADay: 10, refusalsADay: 50 } as const;

/** Hours after which unfinished uploads, unused files and refused files are deleted. */
export const FILE_HOURS = { unfinished: 24, unused: 48, refused: 30 * 24 } as const;

export const FileId = z.object({ fileId: z.uuid() });
export const BlockFile = FileId.extend({
  reason: atLeast(3, visibleText(1_000)),
});

/** Result of a plain upload form, passed to the page it redirects to. */
export interface UploadResult {
  /** Ids of accepted files. */
  uploaded: string[];
  refused: { refusal: string; name: string }[];
}

const MOST_TOLD = 20;

/** Adds the result of an upload form to the redirect address; of refused files, the first twenty. */
export function addUploadResult(to: URL, { uploaded, refused }: UploadResult): void {
  if (uploaded.length > 0) to.searchParams.set("uploaded", uploaded.join(","));
  for (const { refusal, name } of refused.slice(0, MOST_TOLD))
    to.searchParams.append("refused", `${refusal}:${name}`);
}

/** Reads the result of an upload form from a page's address. */
export function readUploads(search: URLSearchParams): UploadResult {
  const ids = (search.get("uploaded") ?? "").split(",");
  return {
    uploaded: ids.filter((id) => z.uuid().safeParse(id).success),
    refused: search
      .getAll("refused")
      .slice(0, MOST_TOLD)
      .map((told) => {
        const [refusal = "", ...name] = told.split(":");
        return { refusal, name: name.join(":").slice(0, MAX_NAME) };
      }),
  };
}

/** Makes the names in an archive unique; others stay unchanged. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(["sha256sums", "manifest.json"]);
  return names.map((name) => {
    const extension = extensionOf(name);
    const ending = extension ? `.${extension}` : "";
    const stem = ending ? name.slice(0, -ending.length) : name;
    let free = name;
    // Some systems ignore case in file names.
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${stem} (${number})${ending}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** Checks whether a browser can play the file in the page. */
export function isPlayable({ type, state }: Pick<FileLine, "type" | "state">): boolean {
  return state === "clean" && ["video", "sound"].includes(fileTypeOf(type).group);
}

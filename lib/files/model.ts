import { z } from "zod";
import { normalize } from "@/lib/text/unicode";
import { atLeast, visibleText } from "@/lib/text/visible";
import { extensionOf, fileTypeOf } from "./types/model";

/** Who may have a file where it stands: everyone, members, verified practitioners. */
export const FILE_ACCESS = ["public", "members", "practitioners"] as const;

export type FileAccess = (typeof FILE_ACCESS)[number];

/** Whether more people have what is open to the first than what is open to the second. */
export const isWider = (one: FileAccess, other: FileAccess): boolean =>
  FILE_ACCESS.indexOf(one) < FILE_ACCESS.indexOf(other);

/** How far an upload has come; `db/schema/files.ts` says what each means. */
export const FILE_STATES = ["uploading", "quarantined", "clean", "refused", "lost"] as const;
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
  /** How long a video or recording plays; null for others and where it is not known. */
  seconds: number | null;
  /** Whether the text inside was read: still to come, done, there is none, it could not be read. */
  reading: "waiting" | "read" | "empty" | "failed";
  /** What came of a machine that was asked to read its pages; null where nobody asked. */
  recognition: "waiting" | "read" | "nothing" | "failed" | null;
  recognisedPages: number | null;
  createdAt: Date;
}

/** Languages that a machine can read from pictures of pages, by the names of its models. */
export const RECOGNISED_LANGUAGES = { en: "eng", fr: "fra", ar: "ara" } as const;
export type RecognisedLanguage = keyof typeof RECOGNISED_LANGUAGES;

export function isRecognised(language: string): language is RecognisedLanguage {
  return Object.hasOwn(RECOGNISED_LANGUAGES, language);
}

/** Whether a file holds pictures of pages and no text, which a machine may read. */
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

/** Another file of the same content that this member may see. */
export interface SameFile {
  id: string;
  name: string;
  /** Where it stands; null for an own upload that stands nowhere. */
  place: string | null;
}

/** An own upload, with where it stands and the same content elsewhere. */
export interface OwnFile extends FileLine {
  places: string[];
  same: SameFile[];
}

/** Anybody's upload, as moderators see it. */
export interface SentFile extends FileLine {
  /** Null for whoever has left, and for what the site brought along (`isOurs`). */
  sender: { handle: string; displayName: string } | null;
  isOurs: boolean;
  places: string[];
}

/** A file where it stands: what its page lists. */
export interface PlacedFile extends FileLine {
  access: FileAccess;
  isOpen: boolean;
  position: number;
  /** Widths of the pictures made of it, the narrowest first, and the size of the widest. */
  pictureWidths: number[];
  pictureSize: { width: number; height: number } | null;
  downloads: number;
}

/** Why an upload was refused; the words stand in `messages/…/files.json`. */
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
 * What a reader of a file should know: it holds macros, a script, other files, or loads something from elsewhere; a
 * picture tells where it was taken; a password is asked for; a PDF has no tags, so that a screen reader cannot follow it.
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
/** Names that mean a device on Windows. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** Characters of what somebody sends as a name that are looked at, from its end. */
const MAX_GIVEN = 2_000;

/**
 * A file's name as it is kept and given back: without a path, controls, or marks that turn the direction of writing,
 * composed (NFC), at most 150 characters with its extension kept. Other scripts than Latin stay as they are.
 */
export function cleanFileName(given: string): string {
  const last = normalize(given.slice(-MAX_GIVEN), "NFC").split(/[\\/]/).at(-1) ?? "";
  const plain = last
    // The joiners stay: some scripts are not written without them.
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

/** Where a file is downloaded: below the page it stands on, or, for its uploader, at an address of its own. */
export function fileHref(id: string, place = ""): string {
  return `${place}/files/${id}`;
}

/** Where all files of a page are downloaded as one archive, or those of `ids`. */
export function filesHref(place: string, ids: readonly string[] = []): string {
  return `${place}/files.zip${ids.length > 0 ? `?ids=${ids.join(",")}` : ""}`;
}

/** Where captions are read by a player: made anew from the file, without anything but times and words. */
export function captionsHref(id: string): string {
  return `/files/${id}/captions.vtt`;
}

/** The address to which the plain form of an upload is sent. */
export const UPLOAD_FORM = "/uploads";
/** The address of resumable uploads (tus 1.0). */
export const UPLOADS = "/api/uploads";

/** What one member may have on the way or send in a day, besides the size of each file. */
export const UPLOAD_LIMITS = { open: 20, filesADay: 200, timesLargestADay: 10 } as const;

/** How long what is not used is kept, in hours. */
export const FILE_HOURS = { unfinished: 24, unused: 48, refused: 30 * 24 } as const;

export const FileId = z.object({ fileId: z.uuid() });
export const BlockFile = FileId.extend({
  reason: atLeast(3, visibleText(1_000)),
});

/** What a plain form of files tells the page that it leads to. */
export interface UploadsTold {
  /** Ids of what was taken. */
  uploaded: string[];
  refused: { refusal: string; name: string }[];
}

const MOST_TOLD = 20;

/** The address of a page with what became of a form's files; of what was refused, the first twenty. */
export function tellUploads(to: URL, { uploaded, refused }: UploadsTold): void {
  if (uploaded.length > 0) to.searchParams.set("uploaded", uploaded.join(","));
  for (const { refusal, name } of refused.slice(0, MOST_TOLD))
    to.searchParams.append("refused", `${refusal}:${name}`);
}

/** What stands in a page's address of the form of files that led to it. */
export function readUploads(search: URLSearchParams): UploadsTold {
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

/** Names as they are, but for those that an archive would hold twice. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(["sha256sums", "manifest.json"]);
  return names.map((name) => {
    const extension = extensionOf(name);
    const ending = extension ? `.${extension}` : "";
    const stem = ending ? name.slice(0, -ending.length) : name;
    let free = name;
    // Some systems do not tell capitals from small letters.
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${stem} (${number})${ending}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** Whether a browser plays it in place. */
export function isPlayable({ type, state }: Pick<FileLine, "type" | "state">): boolean {
  return state === "clean" && ["video", "sound"].includes(fileTypeOf(type).group);
}

import { z } from "zod";
import { day, moment } from "@/lib/core/moments";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { textInputs } from "@/lib/revisions/text-inputs";
import { foldSlug } from "@/lib/text/slug";
import { atLeast, visibleLine, visibleText } from "@/lib/text/visible";
import { type Access, ORIGINS } from "./vocabulary/model";

/** Page kind of materials, and key of their one section. The kind is also their owner kind for files. */
export const MATERIAL_KIND = "material";
export const DESCRIPTION = "description";
/** Owner kind for files of pending versions: not public, whatever is published already. */
export const WAITING_KIND = "material-waiting";

/** Owner kind for pictures of its description, which are public like the description. */
export const PICTURES_KIND = "material-pictures";
/** Owner kind for trainers' files with narrower access. */
export const TRAINERS_KIND = "material-trainers";

export const MaterialSlug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const MaterialParams = z.object({ slug: MaterialSlug });

/** Checks whether part of a material is for verified practitioners only, so that others may request access. */
export function isRestricted(of: { access: Access; trainersAccess?: Access | null }): boolean {
  return of.access === "practitioners" || of.trainersAccess === "practitioners";
}

/** Returns a material's path; its files are below it. */
export function materialPath(slug: string): string {
  return `/training/${slug}`;
}

/** Returns the path of a file's text: a public document, or a page that checks the reader. */
export function previewPath(slug: string, fileId: string, access: Access): string {
  return `${materialPath(slug)}/${access === "public" ? "text" : "members-text"}/${fileId}`;
}

/** Addresses below /training that no material can have. */
const RESERVED_SLUGS: ReadonlySet<string> = new Set(["new", "feed", "review", "mine", "files"]);

/** Converts a title to a slug; "material" for other scripts. */
export function materialSlugOf(title: string): string {
  const slug = foldSlug(title, 80);
  if (slug === "") return "material";
  return RESERVED_SLUGS.has(slug) ? `material-${slug}` : slug;
}

const list = (value: unknown) =>
  value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value];
export const blank = (value: unknown) =>
  value === undefined || (typeof value === "string" && value.trim() === "") ? null : value;
export const chosen = <T extends z.ZodType>(item: T, max: number) =>
  z
    .preprocess((value) => list(value).filter((one) => one !== ""), z.array(item).max(max, "too_many"))
    .transform((values) => [...new Set(values as z.infer<T>[])]);
export const Country = z.enum(COUNTRY_CODES as [string, ...string[]], "choose");
export const Language = z.enum(MEMBER_LANGUAGES, "choose");
export const Whole = (max: number) =>
  z.preprocess(
    blank,
    z.coerce.number("format").int("format").min(1, "format").max(max, "too_long").nullable(),
  );
/** A repeated field of a form's rows, as a list. */
export const column = <T extends z.ZodType>(item: T, max = 60) =>
  z.preprocess(list, z.array(item).max(max, "too_many"));

/** Input schemas of its description and its drafts. */
export const Description = textInputs(MaterialParams);

/** Audience of a version's file, or its role for the video or recording of its language. */
export const FILE_PARTS = ["participants", "trainers", "captions", "transcript", "poster"] as const;
export type FilePart = (typeof FILE_PARTS)[number];

/** Role among files of one language: main, captions, transcript or poster. */
export type FileRole = "main" | "captions" | "transcript" | "poster";

/** Finds the part of a stored file. */
export function partOf(file: { role: FileRole; isForTrainers: boolean }): FilePart {
  if (file.role !== "main") return file.role;
  return file.isForTrainers ? "trainers" : "participants";
}

/** Minimum length of a version's description of changes. */
export const MIN_CHANGES = 3;
const ChangesText = visibleText(2_000);

/**
 * Files of the newest version: a row for each possible file, and in `use` those included, except `remove`.
 * `changes` describes the removal of published files.
 */
export const SaveFiles = MaterialParams.extend({
  changes: ChangesText.default(""),
  use: column(z.uuid(), 200),
  remove: z.uuid().optional(),
  /** Set by the form of the page: files that it did not list stay. Without it, `use` is the whole list. */
  others: z.literal("stay").optional(),
  file: column(z.uuid(), 200),
  fileLanguage: column(Language, 200),
  fileOrigin: column(z.enum(ORIGINS), 200),
  fileCountry: column(z.union([z.literal(""), Country]), 200),
  filePart: column(z.enum(FILE_PARTS), 200),
}).refine(
  (rows) =>
    [rows.fileLanguage, rows.fileOrigin, rows.fileCountry, rows.filePart].every(
      (one) => one.length === rows.file.length,
    ),
  { path: ["use"], message: "choose" },
);
export type SaveFiles = z.infer<typeof SaveFiles>;

const Label = atLeast(1, visibleLine(30));

export const StartVersion = MaterialParams.extend({
  label: Label,
  changes: ChangesText.min(MIN_CHANGES, "too_short"),
  issuedOn: z.preprocess(blank, day("day").nullable()),
});
export type StartVersion = z.infer<typeof StartVersion>;

/** Names a version that corrects the previous one: "2" → "2.1", "2.1" → "2.2", "Spring" → "Spring.1". */
export function nextLabel(label: string): string {
  const [, stem = label, last = "0"] = /^(.*)\.(\d{1,4})$/.exec(label) ?? [];
  const ending = `.${Number(last) + 1}`;
  return [...stem].slice(0, 30 - ending.length).join("") + ending;
}

/**
 * A reviewer's decision; `seen`: the material's last change when the reviewer saw it, so that nothing else is
 * published.
 */
export const ReviewMaterial = MaterialParams.extend({ seen: moment("format") });

/** One file of a material. */
export const OfFile = MaterialParams.extend({ fileId: z.uuid() });
export type OfFile = z.infer<typeof OfFile>;

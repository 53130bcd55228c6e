import { z } from "zod";
import { day, moment } from "@/lib/core/moments";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { textInputs } from "@/lib/revisions/text-inputs";
import { foldSlug } from "@/lib/text/slug";
import { atLeast, visibleLine, visibleText } from "@/lib/text/visible";
import { type Access, ORIGINS } from "./vocabulary/model";

/** The page kind of materials, and the key of the one section of each. It also names them to their files. */
export const MATERIAL_KIND = "material";
export const DESCRIPTION = "description";
/** As the owner of files of versions that wait: they are not open yet, whatever stands already. */
export const WAITING_KIND = "material-waiting";

/** As the owner of the pictures in its description, which are everyone's like the description itself. */
export const PICTURES_KIND = "material-pictures";
/** As the owner of files for trainers, where fewer may have them than the rest. */
export const TRAINERS_KIND = "material-trainers";

export const MaterialSlug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const MaterialParams = z.object({ slug: MaterialSlug });

/** Whether some of a material is for verified practitioners alone, so that others may ask for it. */
export function isRestricted(of: { access: Access; trainersAccess?: Access | null }): boolean {
  return of.access === "practitioners" || of.trainersAccess === "practitioners";
}

/** The bare address of a material; its files stand below it. */
export function materialPath(slug: string): string {
  return `/training/${slug}`;
}

/** Where the text inside a file is read: by everyone in a document, else in a screen that asks who reads. */
export function previewPath(slug: string, fileId: string, access: Access): string {
  return `${materialPath(slug)}/${access === "public" ? "text" : "members-text"}/${fileId}`;
}

/** Addresses under /training that no material can have. */
const RESERVED_SLUGS: ReadonlySet<string> = new Set(["new", "feed", "review", "mine", "files"]);

/** A title as an address; "material" for a title in another script. */
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
/** Rows of a form that repeat: the fields of all rows, each as a list. */
export const column = <T extends z.ZodType>(item: T, max = 60) =>
  z.preprocess(list, z.array(item).max(max, "too_many"));

/** What its description, and drafts of it, are sent with. */
export const Description = textInputs(MaterialParams);

/** Whom a file of a version is for, or what it is to the video or recording of its language. */
export const FILE_PARTS = ["participants", "trainers", "captions", "transcript", "poster"] as const;
export type FilePart = (typeof FILE_PARTS)[number];

/** What a file is to the others of its language; `main` is what the material is made of. */
export type FileRole = "main" | "captions" | "transcript" | "poster";

/** The same of a file that is kept. */
export function partOf(file: { role: FileRole; isForTrainers: boolean }): FilePart {
  if (file.role !== "main") return file.role;
  return file.isForTrainers ? "trainers" : "participants";
}

/** How much is said at least of what a version changes. */
export const MIN_CHANGES = 3;
const ChangesText = visibleText(2_000);

/**
 * The files of the newest version: a row for each that may be of it, and in `use` those that are. `changes` says what
 * is otherwise when files are taken out that readers have.
 */
export const SaveFiles = MaterialParams.extend({
  changes: ChangesText.default(""),
  use: column(z.uuid(), 200),
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

/** What a version is called that mends the one before: "2" → "2.1", "2.1" → "2.2", "Spring" → "Spring.1". */
export function nextLabel(label: string): string {
  const [, stem = label, last = "0"] = /^(.*)\.(\d{1,4})$/.exec(label) ?? [];
  const ending = `.${Number(last) + 1}`;
  return [...stem].slice(0, 30 - ending.length).join("") + ending;
}

/** A reviewer's word; `seen`: how the material stood when it was looked at, so that nothing else is published. */
export const ReviewMaterial = MaterialParams.extend({ seen: moment("format") });

/** A file of a material that holds pictures of pages and no text. */
export const OfScan = MaterialParams.extend({ fileId: z.uuid() });
export type OfScan = z.infer<typeof OfScan>;

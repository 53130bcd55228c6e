import { z } from "zod";
import { day, moment } from "@/lib/core/moments";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { FormDraftNumber } from "@/lib/revisions/input";
import { ClientToken } from "@/lib/revisions/model";
import { textInputs } from "@/lib/revisions/text-inputs";
import { cleanLines } from "@/lib/text/clean";
import { foldSlug } from "@/lib/text/slug";
import { atLeast, orNull, visibleLine, visibleText } from "@/lib/text/visible";
import { ArticleRefs } from "@/lib/vocabulary/articles";
import { TOPICS } from "@/lib/vocabulary/topics";
import {
  ACCESSES,
  type Access,
  AUDIENCES,
  FORMATS,
  fitsLabel,
  KINDS,
  LICENCES,
  ORIGINS,
  TLPS,
  TRAINERS_ACCESSES,
  TRAINING_LEVELS,
} from "@/lib/vocabulary/training";

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
const blank = (value: unknown) =>
  value === undefined || (typeof value === "string" && value.trim() === "") ? null : value;
const chosen = <T extends z.ZodType>(item: T, max: number) =>
  z
    .preprocess((value) => list(value).filter((one) => one !== ""), z.array(item).max(max, "too_many"))
    .transform((values) => [...new Set(values as z.infer<T>[])]);
const Country = z.enum(COUNTRY_CODES as [string, ...string[]], "choose");
const Language = z.enum(MEMBER_LANGUAGES, "choose");
const Whole = (max: number) =>
  z.preprocess(
    blank,
    z.coerce.number("format").int("format").min(1, "format").max(max, "too_long").nullable(),
  );
/** Rows of a form that repeat: the fields of all rows, each as a list. */
const column = <T extends z.ZodType>(item: T, max = 60) =>
  z.preprocess(list, z.array(item).max(max, "too_many"));

/** Minutes of hours as people write them: "1.5" or "1,5". */
const Hours = z.preprocess(
  (value) => (typeof value === "string" ? blank(value.replace(",", ".")) : blank(value)),
  z.coerce
    .number("format")
    .min(0.1, "format")
    .max(1000, "too_long")
    .transform((hours) => Math.round(hours * 60))
    .nullable(),
);

const Objectives = z
  .string()
  .max(6_000, "too_long")
  .default("")
  .transform((text) =>
    cleanLines(text)
      .split("\n")
      .map((line) => line.replace(/^[-*•]\s*/, "").trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().max(300, "too_long")).max(30, "too_many"));

/** An address of the web that the library leads to. */
const WebAddress = z
  .string()
  .trim()
  .max(1_000, "too_long")
  .refine((text) => text === "" || isWebAddress(text), "format");

function isWebAddress(text: string): boolean {
  try {
    const url = new URL(text);
    return (url.protocol === "https:" || url.protocol === "http:") && url.username === "";
  } catch {
    return false;
  }
}

export interface Session {
  title: string;
  minutes: number | null;
  objectives: string;
}

export interface Link {
  url: string;
  label: string;
  language: string;
}

const Details = z.object({
  title: atLeast(3, visibleLine(200)),
  abstract: atLeast(10, visibleLine(600)),
  language: Language.default("en"),
  kind: z.enum(KINDS, "choose"),
  level: z.enum(TRAINING_LEVELS, "choose"),
  access: z.enum(ACCESSES, "choose"),
  licence: z.enum(LICENCES, "choose"),
  tlp: z.enum(TLPS, "choose"),
  audiences: chosen(z.enum(AUDIENCES), AUDIENCES.length),
  topics: chosen(z.enum(TOPICS), 8),
  formats: chosen(z.enum(FORMATS), FORMATS.length),
  articles: ArticleRefs,
  countries: chosen(Country, 20),
  isNeutral: z.literal("on").optional(),
  /** Who may have what is for trainers, where that is fewer. */
  trainersAccess: z.preprocess(blank, z.enum(TRAINERS_ACCESSES, "choose").nullable()),
  project: orNull(visibleLine(120)),
  publisher: orNull(visibleLine(200)),
  hours: Hours,
  deliveryDays: Whole(365),
  groupSize: Whole(10_000),
  prerequisites: visibleText(1_000).default(""),
  objectives: Objectives,
  sessionTitle: column(visibleLine(200)),
  sessionMinutes: column(Whole(6_000)),
  sessionObjectives: column(visibleLine(600)),
  linkUrl: column(WebAddress),
  linkLabel: column(visibleLine(200)),
  linkLanguage: column(z.union([z.literal(""), Language])),
  /** What a course is made of, by title. */
  item: column(visibleLine(300)),
  itemNote: column(visibleLine(300)),
});

const isLabelled = (input: { access: (typeof ACCESSES)[number]; tlp: (typeof TLPS)[number] }) =>
  fitsLabel(input.access, input.tlp);
const LABEL = { path: ["tlp"], message: "tlp_access" };

/** What stands round a description, as its form sends it. */
export const SaveMaterial = Details.extend({ slug: MaterialSlug, formDraft: FormDraftNumber }).refine(
  isLabelled,
  LABEL,
);
export type SaveMaterial = z.infer<typeof SaveMaterial>;

/** A link to a material that there is not yet leads to a new one, with a title that makes its address. */
export const NewMaterialQuery = z.object({ title: Details.shape.title.optional().catch(undefined) });

/** The first form of a new material asks for the least that a list can show. */
export const StartMaterial = Details.pick({
  title: true,
  abstract: true,
  language: true,
  kind: true,
  level: true,
  access: true,
  licence: true,
  tlp: true,
  audiences: true,
  topics: true,
})
  .extend({ clientToken: ClientToken, formDraft: FormDraftNumber })
  .refine(isLabelled, LABEL);
export type StartMaterial = z.infer<typeof StartMaterial>;

/** The least by which a material can be kept while its first form is filled in. */
export const BeginMaterial = Details.pick({ title: true, language: true }).extend({
  clientToken: ClientToken,
});
export type BeginMaterial = z.infer<typeof BeginMaterial>;

type Rows = Pick<
  SaveMaterial,
  | "sessionTitle"
  | "sessionMinutes"
  | "sessionObjectives"
  | "linkUrl"
  | "linkLabel"
  | "linkLanguage"
  | "item"
  | "itemNote"
>;

/** The rows of a form that say something, put together. */
export function sessionsOf(rows: Rows): Session[] {
  return rows.sessionTitle.flatMap((title, n) =>
    title === ""
      ? []
      : [{ title, minutes: rows.sessionMinutes[n] ?? null, objectives: rows.sessionObjectives[n] ?? "" }],
  );
}

export function linksOf(rows: Rows, language: string): Link[] {
  return rows.linkUrl.flatMap((url, n) =>
    url === ""
      ? []
      : [
          {
            url,
            label: rows.linkLabel[n] || new URL(url).hostname,
            language: rows.linkLanguage[n] || language,
          },
        ],
  );
}

/** The rows of parts that name a material, as they were typed. */
export function itemsOf(rows: Rows): { text: string; note: string }[] {
  return rows.item.flatMap((text, n) => (text === "" ? [] : [{ text, note: rows.itemNote[n] ?? "" }]));
}

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

/** Downloads of a country are told by themselves from so many on. */
export const FEWEST_SHOWN = 3;

/** A reason or an answer that somebody else reads. */
const Reason = atLeast(3, visibleText(1_000));

export const GiveReason = MaterialParams.extend({ reason: Reason });

/** A reviewer's word; `seen`: how the material stood when it was looked at, so that nothing else is published. */
export const ReviewMaterial = MaterialParams.extend({ seen: moment("format") });

export const AskAccess = MaterialParams.extend({ reason: Reason });
export const DecideRequest = z.object({
  id: z.uuid(),
  reason: Reason,
  decision: z.enum(["granted", "declined"], "choose"),
});
export type DecideRequest = z.infer<typeof DecideRequest>;

export const Rate = MaterialParams.extend({
  score: z.coerce.number("choose").int("choose").min(1, "choose").max(5, "choose"),
  role: z.enum(AUDIENCES, "choose"),
  comment: visibleText(1_000).default(""),
});
export type Rate = z.infer<typeof Rate>;

/** A file of a material that holds pictures of pages and no text. */
export const OfScan = MaterialParams.extend({ fileId: z.uuid() });
export type OfScan = z.infer<typeof OfScan>;

export const HideRating = MaterialParams.extend({ memberId: z.uuid() });

export const Suggest = MaterialParams.extend({ text: Reason, clientToken: ClientToken });
export type Suggest = z.infer<typeof Suggest>;

export const AnswerSuggestion = z.object({
  id: z.uuid(),
  answer: Reason,
  decision: z.enum(["accepted", "declined"], "choose"),
});
export type AnswerSuggestion = z.infer<typeof AnswerSuggestion>;

export const ContactOwner = MaterialParams.extend({
  text: Reason,
  tellsAddress: z.literal("on").optional(),
  clientToken: ClientToken,
});
export type ContactOwner = z.infer<typeof ContactOwner>;

const Count = z.preprocess(
  blank,
  z.coerce.number("format").int("format").min(0, "format").max(100_000, "too_long").nullable(),
);

/** A course that was given. `participantRole` and `participantCount` are rows: how many of whom. */
export const RecordDelivery = MaterialParams.extend({
  country: Country,
  place: atLeast(1, visibleLine(120)),
  institution: atLeast(1, visibleLine(200)),
  startsOn: day({ error: ({ input }) => (input === "" ? "required" : "day") }),
  endsOn: z.preprocess(blank, day("day").nullable()),
  language: Language,
  participantRole: column(z.enum(AUDIENCES), AUDIENCES.length),
  participantCount: column(Count, AUDIENCES.length),
  note: visibleText(1_000).default(""),
  clientToken: ClientToken,
}).refine((input) => input.endsOn === null || input.endsOn >= input.startsOn, {
  path: ["endsOn"],
  message: "ends_first",
});
export type RecordDelivery = z.infer<typeof RecordDelivery>;

export const RemoveDelivery = MaterialParams.extend({ id: z.uuid() });

import { z } from "zod";
import { FormDraftNumber } from "@/lib/revisions/input";
import { ClientToken } from "@/lib/revisions/model";
import { cleanLines } from "@/lib/text/clean";
import { atLeast, orNull, visibleLine, visibleText } from "@/lib/text/visible";
import { blank, Country, chosen, column, Language, MaterialSlug, Whole } from "@/lib/training/model";
import { ArticleRefs } from "@/lib/vocabulary/articles";
import { TLPS } from "@/lib/vocabulary/tlp";
import { TOPICS } from "@/lib/vocabulary/topics";
import {
  ACCESSES,
  AUDIENCES,
  FORMATS,
  fitsLabel,
  KINDS,
  LICENCES,
  TRAINERS_ACCESSES,
  TRAINING_LEVELS,
} from "../vocabulary/model";

/** Converts hours as people write them, "1.5" or "1,5", to minutes. */
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

/** A web address that the library links to. */
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
  /** Access to files for trainers, if narrower. */
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
  /** Parts of a course, by title. */
  item: column(visibleLine(300)),
  itemNote: column(visibleLine(300)),
});

const isLabelled = (input: { access: (typeof ACCESSES)[number]; tlp: (typeof TLPS)[number] }) =>
  fitsLabel(input.access, input.tlp);
const LABEL = { path: ["tlp"], message: "tlp_access" };

/** Form of a material's details. */
export const SaveMaterial = Details.extend({ slug: MaterialSlug, formDraft: FormDraftNumber }).refine(
  isLabelled,
  LABEL,
);
export type SaveMaterial = z.infer<typeof SaveMaterial>;

/** A link to a material that does not exist opens the form of a new one with this title. */
export const NewMaterialQuery = z.object({ title: Details.shape.title.optional().catch(undefined) });

/** First form of a new material: the minimum for a list. */
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

/** Minimum for creating a material while its first form is filled in. */
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

/** Collects the non-empty session rows of a form. */
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

/** Collects the rows that name parts, as typed. */
export function itemsOf(rows: Rows): { text: string; note: string }[] {
  return rows.item.flatMap((text, n) => (text === "" ? [] : [{ text, note: rows.itemNote[n] ?? "" }]));
}

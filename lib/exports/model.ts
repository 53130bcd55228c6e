import { z } from "zod";
import { moment } from "@/lib/core/moments";
import { LOCALES } from "@/lib/i18n/locales";
import { ContentLanguage } from "@/lib/profiles/editing/model";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";

/** Formats in which a profile can be exported. */
export const EXPORT_FORMATS = ["pdf", "docx", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** `brief`: the most important parts on one page. `full`: everything. Data are always full. */
export const EXPORT_FORMS = ["brief", "full"] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

export const MIME_TYPES: Record<ExportFormat, string> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  json: "application/json; charset=utf-8",
};

/** Profiles are public, and so are their exports (Traffic Light Protocol 2.0). */
export const HANDLING = "TLP:CLEAR";
/** Licence of text and data according to the terms of use. */
export const LICENCE = "CC-BY-4.0";

/**
 * Version of the drawing code. Raise it when documents are drawn differently: the same revision then has other
 * bytes and new records. Earlier documents stay known.
 */
export const MAKER = 8;

/** The revision in an address; the newest if there is none. */
export const ExportRevision = z.coerce.number().int().min(1).max(2_000_000_000).optional();
/** The parameters of a download. */
export const ExportQuery = z.object({
  form: z.enum(EXPORT_FORMS).optional().catch(undefined),
  revision: ExportRevision,
  /** Language of the texts, if not that of the address. */
  lang: ContentLanguage.optional(),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

/** The document a member waits for. `lang`: language of its texts if it differs from that of its headings. */
export const AwaitExport = z.object({ id: z.uuid(), lang: ContentLanguage.optional() });
export type AwaitExport = z.infer<typeof AwaitExport>;

/** A SHA-256 as people paste it: in either case, with spaces, colons or hyphens, and "SHA-256:" before it. */
export const Sha256 = z
  .string()
  .max(300)
  .transform((text) =>
    text
      .replace(/^\s*(?:sha-?256)\s*[:=(]?/i, "")
      .replaceAll(/[\s:-]/g, "")
      .toLowerCase(),
  )
  .pipe(z.string().regex(/^[0-9a-f]{64}$/));

const Moment = moment();
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Key = z.enum(SECTION_KEYS as [SectionKey, ...SectionKey[]]);
const Names = z.object(
  Object.fromEntries(LOCALES.map((locale) => [locale, z.string()])) as Record<
    (typeof LOCALES)[number],
    z.ZodString
  >,
);

const TextRevision = z.object({ number: z.int(), createdAt: Moment, address: z.string() });
const Label = z.enum(["official", "courtesy", "machine"]).nullable();

/** State of a translation compared with its source text. */
const TranslationData = z.object({
  from: z.string().meta({ description: "The language of its source." }),
  follows: z.int().nullable().meta({
    description: "The revision of the source that it translates; null if not stated.",
  }),
  source: z.int().meta({ description: "The current revision of the source." }),
  behind: z.int().meta({ description: "Number of later revisions of the source." }),
  old: z
    .object({
      changed: z.array(z.string()).meta({ description: "Ids of blocks that have changed in the source." }),
      removed: z.array(z.string()).meta({ description: "Ids of blocks that were removed from the source." }),
      added: z.int().meta({ description: "Number of blocks of the source that are not translated yet." }),
      unplaced: z
        .int()
        .meta({ description: "Number of other changes to the source, not tied to one block." }),
    })
    .nullable(),
});
export type TranslationData = z.infer<typeof TranslationData>;

const SourceData = z
  .object({
    id: z.string(),
    title: z.string(),
    publisher: z.string().nullable(),
    url: z.string().nullable(),
    lang: z.string().nullable(),
    published: z.string().nullable(),
    accessed: z.string().nullable(),
    archiveUrl: z.string().nullable(),
    note: z.string().nullable(),
    number: z.int().nullable().meta({
      description:
        "The number of the source on the page, in the order of first use; null if it is not cited.",
    }),
    citedIn: z.array(z.string()).meta({ description: "The keys of the sections that cite it." }),
  })
  .loose();
export type SourceData = z.infer<typeof SourceData>;

/**
 * A profile as data: the response of `/countries/{slug}/export.json` and the input of every document. It names
 * no authors: those are on the pages of the revisions, where names can still be changed or erased.
 */
export const ProfileData = z.object({
  format: z.literal("octopus-profile/1"),
  site: z.string(),
  address: z.string().meta({
    description: "The permanent address of this revision, with `lang` if the page is in another language.",
  }),
  handling: z.literal(HANDLING),
  licence: z.literal(LICENCE),
  language: z.string().meta({
    description: "The requested language of the texts; each section names its own language.",
  }),
  profile: z.object({
    slug: z.string(),
    iso2: z.string(),
    iso3: z.string(),
    names: Names,
    region: z.string().nullable(),
    subregion: z.string().nullable(),
    isUnMember: z.boolean(),
    isCoeMember: z.boolean(),
    designation: z.string().nullable(),
    languages: z.array(z.string()),
  }),
  revision: z.int().min(0).meta({ description: "0 while the profile is empty." }),
  asOf: Day.nullable().meta({ description: "The day (UTC) on which this revision was saved." }),
  sections: z.array(
    z.object({
      key: Key,
      language: z.string().meta({ description: "The language of its prose (BCP 47)." }),
      label: Label.meta({
        description:
          "The kind of text: official, courtesy translation or machine translation; null otherwise.",
      }),
      translation: TranslationData.nullable().meta({ description: "Null if this is not a translation." }),
      official: z
        .object({
          language: z.string(),
          revision: TextRevision,
          content: z.unknown(),
          isHidden: z.literal(true).optional().meta({ description: "Moderators have hidden it." }),
        })
        .nullable()
        .meta({
          description:
            "The official text, if this is an unofficial translation of it. The official text prevails if they differ.",
        }),
      revision: TextRevision,
      dataAsOf: Day.nullable().meta({ description: "The latest as-of date of its records." }),
      content: z.unknown().meta({ description: "See the schemas Content_… for its form." }),
    }),
  ),
  // Omitted if empty, so that existing hashes stay the same.
  hidden: z.array(Key).optional().meta({
    description: "Sections whose text was later hidden by moderators. It is left out.",
  }),
  sources: z.array(SourceData).meta({
    description:
      "The sources that the sections cite: publisher, address, date of access, and the sections that cite each.",
  }),
  projects: z
    .array(
      z.object({
        project: z.string(),
        name: z.string(),
        part: z.string(),
        startMonth: z.string().nullable(),
        endMonth: z.string().nullable(),
        confidence: z.string(),
        source: z.string(),
      }),
    )
    .meta({
      description: "Current and past projects, as known today; not part of the revision.",
    }),
});
export type ProfileData = z.infer<typeof ProfileData>;

/** Returns the path of an export below the profile's address. */
export function exportPath(
  slug: string,
  format: ExportFormat,
  query: { form?: ExportForm | undefined; revision?: number | undefined; lang?: string | undefined } = {},
): string {
  const search = new URLSearchParams();
  if (query.form) search.set("form", query.form);
  if (query.revision) search.set("revision", String(query.revision));
  if (query.lang) search.set("lang", query.lang);
  return `/countries/${slug}/export.${format}${search.size > 0 ? `?${search}` : ""}`;
}

/** Returns the file name of a document: country, revision, form, language. */
export function exportName(one: {
  slug: string;
  number: number;
  format: ExportFormat;
  form: ExportForm;
  language: string;
  /** Language of its texts. */
  textLanguage: string;
}): string {
  const parts = [one.slug, `r${one.number}`];
  if (one.format !== "json") parts.push(one.form, one.language);
  if (one.textLanguage !== one.language) parts.push(one.textLanguage);
  return `${parts.join("-")}.${one.format}`;
}

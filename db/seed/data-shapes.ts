import { z } from "zod";
import { Basis, Iso3 } from "./read";

/** Schemas of the data files. The loaders beside this file convert them into what the site stores. */

const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);
/** A day, or a month if the day is unknown. */
const DayOrMonth = z.union([z.iso.date(), Month]);
export const Id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const Note = z.string().min(1).nullable();
export const Seen = Basis.exclude(["derived"]);
const SourceTitle = z.strictObject({
  title: z.string().min(1),
  url: z.url().nullable(),
  /** Which part of it was read: a note for those who maintain the data. Profiles do not show it. */
  seen: z.string().min(1).optional(),
  /** Day on which it was read, if known. */
  read: z.iso.date().optional(),
});
/** Sources by id, as in the head of the files of treaty status and legislation. */
export const SourceTitles = z.record(Id, SourceTitle);

const Treaty = z.union([z.literal(185), z.literal(189), z.literal(224)]);

export const TreatyItem = z.strictObject({
  treaty: Treaty,
  country: Iso3,
  how: z.enum(["ratification", "accession", "signature only", "invited to accede"]),
  signatureDate: DayOrMonth.nullable(),
  consentDate: DayOrMonth.nullable(),
  consentPrecision: z.enum(["day", "month"]).nullable(),
  entryIntoForce: z.iso.date().nullable(),
  invitedDate: DayOrMonth.nullable(),
  confidence: Seen,
  fieldConfidence: z.partialRecord(
    z.enum(["signatureDate", "consentDate", "entryIntoForce", "invitedDate"]),
    Basis,
  ),
  sources: z.array(Id),
  notes: Note,
  statusAtEnd2016: z.enum(["party", "signatory", "invited", "none"]).nullable(),
  statusAtEnd2016Confidence: Seen.nullable(),
});
export type TreatyItem = z.infer<typeof TreatyItem>;

export const DeclarationItem = z.strictObject({
  /** Permanent. */
  id: Id,
  country: Iso3,
  treaty: Treaty,
  nature: z.enum(["reservation", "declaration", "authorities", "territorial", "objection", "communication"]),
  articles: z.array(z.string().regex(/^(?:185|189|224)-\d{1,2}(?:\([0-9a-z]{1,2}\)){0,3}$/)).min(1),
  summary: z.string().min(1),
  /** A few of its operative words, in English as published. */
  quotation: z.string().min(1).nullable(),
  madeOn: DayOrMonth.nullable(),
  basis: Basis.exclude(["memory"]),
  withdrawnOn: DayOrMonth.nullable(),
  sources: z.array(Id).min(1),
});
export type DeclarationItem = z.infer<typeof DeclarationItem>;

/** Fields of the treaty status file besides its items. */
export const TreatyExtra = {
  sources: SourceTitles,
  treaties: z.array(
    z.strictObject({
      number: Treaty,
      short: z.string(),
      title: z.string(),
      opened: z.iso.date(),
      place: z.string(),
      entryIntoForce: z.iso.date().nullable(),
      confidence: Seen,
      /** Last day of the search; later acts may be missing. */
      asOf: z.iso.date(),
    }),
  ),
  checkpoints: z.array(
    z.strictObject({
      treaty: Treaty,
      date: z.iso.date(),
      measure: z.enum(["parties", "signatures", "signatories"]),
      expected: z.int(),
      source: Id,
      computed: z.int(),
      agrees: z.boolean(),
      note: z.string().optional(),
    }),
  ),
};

const FurtherTreaty = z.enum(["un", "malabo"]);

export const FurtherItem = z.strictObject({
  treaty: FurtherTreaty,
  country: Iso3,
  /** Uncertain: sources disagree. */
  status: z.enum(["signatory", "party", "uncertain"]),
  signatureDate: DayOrMonth.nullable(),
  depositDate: z.iso.date().nullable(),
  entryIntoForce: z.iso.date().nullable(),
  confidence: Seen,
  fieldConfidence: z.partialRecord(z.enum(["signatureDate", "depositDate", "entryIntoForce"]), Basis),
  sources: z.array(Id),
  notes: Note,
});
export type FurtherItem = z.infer<typeof FurtherItem>;

export const FurtherExtra = {
  sources: SourceTitles,
  /** Last day of the search, by treaty. */
  lastSeen: z.record(FurtherTreaty, z.iso.date()),
};

export const ReportingItem = z.strictObject({
  id: Id,
  country: Iso3,
  kind: z.enum(["platform", "hotline", "other"]),
  name: z.string().min(1),
  nameOriginal: z.string().min(1).nullable(),
  url: z.url(),
  operatedBy: z.string().min(1),
  forWhom: z.array(z.enum(["public", "children", "businesses", "authorities", "abroad"])).min(1),
  accepts: z.array(z.string().min(1)).min(1),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1),
  anonymous: z.enum(["yes", "unknown"]),
  inhopeMember: z.enum(["yes", "unknown"]),
  note: Note,
  confidence: Seen,
  sources: z.array(Id),
});
export type ReportingItem = z.infer<typeof ReportingItem>;

const Named = z.strictObject({ name: z.string().min(1), country: Iso3.nullable() });
export const ProjectItem = z.strictObject({
  slug: Id,
  name: z.string().min(1),
  fullName: z.string().nullable(),
  aliases: z.array(z.string()),
  subject: z.string().nullable(),
  description: z.string().min(1),
  start: Month,
  end: Month,
  alternativeStart: Month.nullable(),
  budgetEur: z.int().positive(),
  budgetText: z.string(),
  fundingType: z.enum(["voluntary-contributions", "joint-project"]),
  funding: z.string(),
  funders: z.array(Named),
  scope: z.string(),
  countries: z.array(Iso3),
  countriesText: z.string().nullable(),
  footnote: z.string().nullable(),
  footnoteFor: Iso3.nullable(),
  implementing: z.array(z.strictObject({ name: z.string().min(1), confidence: Seen })),
  countriesSeenInActivities: z.array(Iso3),
  activityCount: z.int(),
  confidence: Seen,
  notes: Note,
});
export type DataProject = z.infer<typeof ProjectItem>;

const Range = z.strictObject({ start: DayOrMonth, end: DayOrMonth });
export const ActivityItem = z.strictObject({
  id: Id,
  listing: z.enum(["inventory", "coming-next", "body"]),
  listedUnder: Month.nullable(),
  lineNumber: z.int().nullable(),
  label: z.string().nullable(),
  projects: z.array(Id),
  title: z.string().min(1),
  startDate: DayOrMonth,
  endDate: DayOrMonth,
  precision: z.enum(["day", "month"]),
  dateRanges: z.array(Range).min(1),
  city: z.string().nullable(),
  countries: z.array(Iso3),
  kind: z.enum([
    "workshop",
    "training",
    "conference",
    "mission",
    "study-visit",
    "meeting",
    "plenary",
    "other",
  ]),
  status: z.enum(["past", "upcoming"]),
  article: Id.nullable(),
  notes: Note,
  confidence: Seen,
});

export const ArticleItem = z.strictObject({
  treaty: Treaty,
  number: z.int().positive(),
  id: z.string().regex(/^\d{3}-\d{1,2}$/),
  title: z.string().min(1),
  chapter: z.string().min(1),
  section: z.string().nullable(),
  titleGroup: z.string().nullable(),
  kind: z.enum(["definition", "substantive", "procedural", "jurisdiction", "cooperation", "final"]),
  needsDomesticProvision: z.boolean(),
  listInLegalProfile: z.boolean(),
  summary: z.string().regex(/\.$/),
  confidence: Seen,
});

/**
 * The newsletter as far as checks read it; the rest is kept for the archive of updates.
 * @forTests
 */
export const NewsletterItem = z.looseObject({
  slug: z.string(),
  title: z.string(),
  treatyFigures: z.looseObject({
    convention: z.looseObject({ parties: z.int(), signatoriesAndInvited: z.int() }),
  }),
  highlights: z.array(z.looseObject({ countries: z.array(Iso3), articles: z.array(Id) })),
  sections: z.array(
    z.looseObject({ id: Id, projects: z.array(Id), activities: z.array(Id), articles: z.array(Id) }),
  ),
  articles: z.array(
    z.looseObject({
      slug: Id,
      section: Id,
      startDate: DayOrMonth.nullable(),
      endDate: DayOrMonth.nullable(),
      projects: z.array(Id),
      countries: z.array(Iso3),
      activities: z.array(Id),
      paragraphs: z.array(z.string().min(1)).min(1),
    }),
  ),
});

export const SourceKind = z.enum([
  "official_gazette",
  "treaty_office",
  "igo",
  "ministry",
  "ngo",
  "academic",
  "press",
  "other",
]);

export const DomainSourceItem = z.strictObject({
  id: Id,
  survey: z
    .string()
    .regex(/^S\d{1,2}$/)
    .nullable(),
  title: z.string().min(1),
  publisher: z.string().min(1),
  url: z.url().nullable(),
  language: z.string().regex(/^[a-z]{2}$/),
  kind: SourceKind,
});

/** Publisher, language and kind of a source that other files name by title and address only. */
export const SourceDetailItem = z.strictObject({
  id: Id,
  publisher: z.string().min(1),
  language: z.string().regex(/^[a-z]{2}$/),
  kind: SourceKind,
  /** An official chart, treaty register or gazette. */
  register: z.boolean(),
  /** Last day that it can cover, if its own date is known. */
  until: z.iso.date().nullable(),
});

import { z } from "zod";
import { Id, Note, Seen } from "./data-shapes";
import { Iso3 } from "./read";

/** Schemas of `legislation.json` and `legislation-index.json`: laws, provisions, institutions and policies. */

const Law = z.strictObject({
  id: Id,
  title: z.string().min(1),
  titleEn: z.string().min(1).nullable(),
  number: z.string().min(1).nullable(),
  year: z.int().min(1800).max(2100).nullable(),
  status: z.enum(["in force", "partly replaced", "amending act", "repealed", "replaced"]),
  note: Note,
  officialUrl: z.url().nullable().optional(),
  consolidatedUrl: z.url().nullable().optional(),
  confidence: Seen,
  sources: z.array(Id),
});

export type DataLaw = z.infer<typeof Law>;

/** Further fields of a law in the index. */
const IndexedLaw = Law.extend({
  /** The language of `title`. */
  lang: z.string().regex(/^[a-z]{2}$/),
  /** Date of adoption or assent, or the date in the title. */
  date: z.iso.date().nullable(),
  status: z.enum([...Law.shape.status.options, "adopted", "being replaced"]),
  kind: z.enum(["act", "code", "amending-act", "decree", "decree-law", "ordinance"]),
  covers: z.array(
    z.enum([
      "substantive-offences",
      "procedural-powers",
      "international-cooperation",
      "electronic-evidence",
      "data-protection",
      "cybersecurity",
      "data-retention",
      "electronic-transactions",
    ]),
  ),
  officialUrl: z.url().nullable(),
  consolidatedUrl: z.url().nullable(),
});
export type IndexedLaw = z.infer<typeof IndexedLaw>;

const Provision = z.strictObject({
  /** Permanent: other records will refer to it. */
  id: Id,
  article: z.int().min(2).max(35),
  law: Id,
  provision: z.string().min(1),
  note: z.string().min(1).max(200),
  /** Set if the provision is not in force although its law is. */
  status: z.enum(["struck down", "repealed"]).optional(),
  /** Day, month or year in which it ended, if known. */
  endedOn: z
    .string()
    .regex(/^\d{4}(?:-\d{2}){0,2}$/)
    .optional(),
  confidence: Seen,
  sources: z.array(Id),
});
export type DataProvision = z.infer<typeof Provision>;

export const LegislationItem = z.strictObject({
  country: Iso3,
  /** Applies to all laws of the country that have provisions here. */
  notes: Note,
  articlesCovered: z.array(z.int()),
  laws: z.array(Law).min(1),
  provisions: z.array(Provision).min(1),
});

const Institution = z.strictObject({
  id: Id,
  role: z.enum([
    "specialised-unit",
    "contact-point-24-7",
    "prosecution",
    "cybersecurity-authority",
    "csirt",
    "data-protection",
  ]),
  name: z.string().min(1),
  nameEn: z.string().min(1).nullable(),
  note: Note,
  confidence: Seen,
  sources: z.array(Id),
});
export type DataInstitution = z.infer<typeof Institution>;

const Policy = z.strictObject({
  id: Id,
  kind: z.enum(["strategy", "policy", "action-plan"]),
  title: z.string().min(1),
  titleEn: z.string().min(1).nullable(),
  year: z.int().min(1990).max(2100).nullable(),
  yearEnd: z.int().min(1990).max(2100).nullable(),
  note: Note,
  confidence: Seen,
  sources: z.array(Id),
});
export type DataPolicy = z.infer<typeof Policy>;

/**
 * A country of the index: like an item of `legislation.json`, with more about each law, and with institutions and
 * policies.
 */
export const IndexItem = LegislationItem.extend({
  laws: z.array(IndexedLaw),
  provisions: z.array(Provision),
  institutions: z.array(Institution),
  policies: z.array(Policy),
});
export type IndexItem = z.infer<typeof IndexItem>;

import { z } from "zod";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@/lib/i18n/locales";
import { PRODUCT_NAME } from "@/lib/i18n/site-words";
import { atLeast, visibleLine } from "@/lib/text/visible";

export const REGISTRATIONS = ["open", "approval", "closed"] as const;
export type Registration = (typeof REGISTRATIONS)[number];

/** Length of the site's name: it is in the header of each page and in the subject of mails. */
export const MAX_NAME = 60;

/** Braces and tags would be read as placeholders of a message; a straight apostrophe would quote them. */
const noMarkup = (name: string) => !/[{}<>#|\\]/.test(name);
const SiteName = visibleLine(MAX_NAME)
  .overwrite((name) => name.replaceAll("'", "’"))
  .refine(noMarkup, "name_signs");

const MailAddress = z
  .string()
  .trim()
  .max(254, "too_long")
  .refine(
    (text) => text === "" || /^[^\s@<>"',;:()[\]\\?&]+@[^\s@<>"',;:()[\]\\?&]+\.[a-z\d-]{2,}$/i.test(text),
    "email",
  );

/** Name and contact. `fr` and `ar` are empty if the site has the same name in each language. */
const Identity = z.object({
  name: z
    .object({ en: SiteName.default(PRODUCT_NAME), fr: SiteName.default(""), ar: SiteName.default("") })
    .prefault({}),
  /** Shown in the footer; empty: none. */
  contact: MailAddress.default(""),
});

/** Languages offered besides English, and who can join. */
const Access = z.object({
  languages: z
    .array(z.enum(LOCALES))
    .max(LOCALES.length)
    .default([...LOCALES]),
  registration: z.enum(REGISTRATIONS).default("open"),
});

/** The settings by part; each part is one row, so changes of different parts never conflict. */
export const SITE_PARTS = { identity: Identity, access: Access } as const;
export type SitePart = keyof typeof SITE_PARTS;
export type SiteSettings = { [P in SitePart]: z.infer<(typeof SITE_PARTS)[P]> };

/** Parts in the order of their page. */
export const PART_NAMES = Object.keys(SITE_PARTS) as SitePart[];

/** Returns the key of a part in the table of settings. */
export const partKey = (part: SitePart) => `site-${part}`;

/** Reads a stored part. A value that no longer fits is replaced by the default, so that the site stays up. */
export function readPart<P extends SitePart>(part: P, stored: unknown): SiteSettings[P] {
  const schema: z.ZodType = SITE_PARTS[part];
  const parsed = schema.safeParse(stored ?? {});
  return (parsed.success ? parsed.data : schema.parse({})) as SiteSettings[P];
}

/** A change to one part. `seen` is the version that the form was drawn with. */
export interface PartChange<P extends SitePart> {
  seen: string;
  value: SiteSettings[P];
}

/** When the part was last changed, as `seenOf` writes it; empty if it never was. */
const Seen = z.string().max(40).default("");

/** Writes the version of a part that a form carries. */
export const seenOf = (updatedAt: Date | null) => updatedAt?.toISOString() ?? "";

export const ChangeIdentity = z
  .object({
    seen: Seen,
    name: atLeast(2, SiteName),
    nameFr: SiteName.default(""),
    nameAr: SiteName.default(""),
    contact: MailAddress.default(""),
  })
  .transform(({ seen, name, nameFr, nameAr, contact }): PartChange<"identity"> => {
    const value = { name: { en: name, fr: nameFr, ar: nameAr }, contact };
    return { seen, value };
  });

const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

export const ChangeAccess = z
  .object({
    seen: Seen,
    languages: z.preprocess(list, z.array(z.enum(LOCALES, "choose")).max(LOCALES.length)),
    /** Left out if the server's environment sets it. */
    registration: z.enum(REGISTRATIONS, "choose").optional(),
  })
  .transform(({ seen, languages, registration }) => {
    const isChosen = (one: Locale) => one === DEFAULT_LOCALE || languages.includes(one);
    return { seen, languages: LOCALES.filter(isChosen), registration };
  });
export type ChangeAccess = z.infer<typeof ChangeAccess>;

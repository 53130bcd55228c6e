import { z } from "zod";
import { day } from "@/lib/core/moments";
import { LOCALES } from "@/lib/i18n/locales";
import { PRODUCT_NAME } from "@/lib/i18n/site-words";
import { visibleLine } from "@/lib/text/visible";
import { isColour } from "./colour/model";

export const REGISTRATIONS = ["open", "approval", "closed"] as const;
export type Registration = (typeof REGISTRATIONS)[number];

/** Length of the site's name: it is in the header of each page and in the subject of mails. */
export const MAX_NAME = 60;

/** Braces and tags would be read as placeholders of a message; a straight apostrophe would quote them. */
const noMarkup = (name: string) => !/[{}<>#|\\]/.test(name);
export const SiteName = visibleLine(MAX_NAME)
  .overwrite((name) => name.replaceAll("'", "’"))
  .refine(noMarkup, "name_signs");

export const MailAddress = z
  .string()
  .trim()
  .max(254, "too_long")
  .refine(
    (text) => text === "" || /^[^\s@<>"',;:()[\]\\?&]+@[^\s@<>"',;:()[\]\\?&]+\.[a-z\d-]{2,}$/i.test(text),
    "email",
  );

/** A colour as #RRGGBB in lower case, or nothing. */
export const Accent = z
  .string()
  .trim()
  .toLowerCase()
  .refine((text) => text === "" || isColour(text), "colour");

/** Most featured pages, and the longest path of one. */
export const MAX_FEATURED = 6;
export const MAX_PATH = 300;

/** Most announcements at a time. */
export const MAX_ANNOUNCEMENTS = 3;
export const MAX_ANNOUNCEMENT = 300;

const Announcement = z.object({
  text: z.object({
    en: visibleLine(MAX_ANNOUNCEMENT),
    fr: visibleLine(MAX_ANNOUNCEMENT),
    ar: visibleLine(MAX_ANNOUNCEMENT),
  }),
  /** First and last day, in UTC. */
  from: day(),
  to: day(),
});
export type Announcement = z.infer<typeof Announcement>;

/** Name and contact. `fr` and `ar` are empty if the site has the same name in each language. */
const Identity = z.object({
  name: z
    .object({ en: SiteName.default(PRODUCT_NAME), fr: SiteName.default(""), ar: SiteName.default("") })
    .prefault({}),
  /** Shown on `/contact` and in the footer; empty: none. */
  contact: MailAddress.default(""),
  /** Whether visitors can send a question by the form of `/contact`. */
  isFormOpen: z.boolean().default(true),
});

/** Languages offered besides English, who can join, and whether views of pages are counted. */
const Access = z.object({
  languages: z
    .array(z.enum(LOCALES))
    .max(LOCALES.length)
    .default([...LOCALES]),
  registration: z.enum(REGISTRATIONS).default("open"),
  countViews: z.boolean().default(true),
});

/** The pages of the main menu, in the usual order. */
export const MAIN_PLACES = [
  "countries",
  "law",
  "compare",
  "training",
  "discussions",
  "blog",
  "changes",
  "members",
] as const;
export type MainPlace = (typeof MAIN_PLACES)[number];

/** The accent colour on light and on dark pages, as #RRGGBB; empty: that of the product. */
const Look = z.object({ light: Accent.default(""), dark: Accent.default("") });

/** Most bytes of a logo or icon: every page loads it. */
export const MAX_PICTURE_BYTES = 60_000;

/** Hash by which a picture of the site is addressed. */
export const PICTURE_ID = /^[\w-]{22}$/;

/** A stored picture of the site, with its size in pixels. */
const SitePicture = z.object({
  id: z.string().regex(PICTURE_ID),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type SitePicture = z.infer<typeof SitePicture>;

/** Returns the address of a picture of the site. */
export const pictureAddress = ({ id }: SitePicture) => `/site/pictures/${id}.webp`;

/** Where pictures of the site are shown: in the header of light and of dark pages, and as the icon of tabs. */
export const LOGO_PLACES = ["light", "dark", "icon"] as const;
export type LogoPlace = (typeof LOGO_PLACES)[number];

/** The logo in place of the octopus. Without one for dark pages, these show the one of light pages. */
const Logo = z.object({
  light: SitePicture.nullable().default(null),
  dark: SitePicture.nullable().default(null),
  icon: SitePicture.nullable().default(null),
  /** Whether the logo contains the name, so that it is not also written beside it. */
  hasName: z.boolean().default(false),
});

/** Announcements on every page: a text for each language, and the first and last day (UTC) on which it is shown. */
const Notices = z.object({ list: z.array(Announcement).max(MAX_ANNOUNCEMENTS).default([]) });

/** Pages of the main menu in their order; those left out can still be opened. */
const Menu = z.object({
  places: z
    .array(z.enum(MAIN_PLACES))
    .min(1)
    .default([...MAIN_PLACES]),
});

/** Pages on the front page: paths without language. */
const Featured = z.object({ paths: z.array(z.string().max(MAX_PATH)).max(MAX_FEATURED).default([]) });

/** The settings by part; each part is one row, so changes of different parts never conflict. */
export const SITE_PARTS = {
  identity: Identity,
  access: Access,
  look: Look,
  logo: Logo,
  notices: Notices,
  menu: Menu,
  featured: Featured,
} as const;
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

/** Writes the version of a part that a form carries. */
export const seenOf = (updatedAt: Date | null) => updatedAt?.toISOString() ?? "";

/** Returns the announcements of a day (UTC). */
export function announcementsOn(today: string, { list }: SiteSettings["notices"]): Announcement[] {
  return list.filter(({ from, to }) => from <= today && today <= to);
}

/** Returns the moments at which announcements appear or disappear: the beginning of a day in UTC. */
export function turnsOf({ list }: SiteSettings["notices"]): Date[] {
  return list.flatMap(({ from, to }) => {
    const end = new Date(`${to}T00:00:00Z`);
    end.setUTCDate(end.getUTCDate() + 1);
    return [new Date(`${from}T00:00:00Z`), end];
  });
}

import { z } from "zod";
import { formList } from "@/lib/core/form-list";
import { day } from "@/lib/core/moments";
import { internalPath } from "@/lib/i18n/internal-path";
import { DEFAULT_LOCALE, LOCALES, type Locale, splitLocale } from "@/lib/i18n/locales";
import { atLeast, visibleLine } from "@/lib/text/visible";
import { isColour, tooFaint } from "../colour/model";
import {
  Accent,
  MAIN_PLACES,
  MAX_ANNOUNCEMENT,
  MAX_ANNOUNCEMENTS,
  MAX_FEATURED,
  MAX_PATH,
  MailAddress,
  type MainPlace,
  type PartChange,
  REGISTRATIONS,
  SiteName,
} from "../model";

/** When the part was last changed, as `seenOf` writes it; empty if it never was. */
const Seen = z
  .string()
  .regex(/^[\dTZ:.-]{0,40}$/)
  .default("");

/*
 * A form of a part sends each of its fields, also empty ones, so that a form without one, such as that of a page drawn
 * by an earlier version, is refused and changes nothing.
 */

/** A checkbox that sends an empty value before its own (`PartForm`, `ticks`): off is not the same as not sent. */
const Switch = z.preprocess(
  (sent) => (sent === undefined ? undefined : formList(sent).length > 0),
  z.boolean("choose"),
);

export const ChangeIdentity = z
  .object({
    seen: Seen,
    name: atLeast(2, SiteName),
    nameFr: SiteName,
    nameAr: SiteName,
    contact: MailAddress,
    isFormOpen: Switch,
  })
  .transform(({ seen, name, nameFr, nameAr, contact, isFormOpen }): PartChange<"identity"> => {
    const value = {
      name: { en: name, fr: nameFr, ar: nameAr },
      contact,
      isFormOpen,
    };
    return { seen, value };
  });

export const ChangeAccess = z
  .object({
    seen: Seen,
    languages: z.preprocess(
      (sent) => (sent === undefined ? undefined : formList(sent)),
      z.array(z.enum(LOCALES, "choose"), "choose").max(LOCALES.length),
    ),
    /** Left out if the server's environment sets it. */
    registration: z.enum(REGISTRATIONS, "choose").optional(),
    countViews: Switch,
  })
  .transform(({ seen, languages, registration, countViews }) => {
    const isChosen = (one: Locale) => one === DEFAULT_LOCALE || languages.includes(one);
    return { seen, languages: LOCALES.filter(isChosen), registration, countViews };
  });
export type ChangeAccess = z.infer<typeof ChangeAccess>;

/** The accent colours. Refuses a colour that is too close to the page: see `colour/model.ts`. */
export const ChangeLook = z
  .object({ seen: Seen, light: Accent, dark: Accent })
  .superRefine((look, ctx) => {
    for (const theme of ["light", "dark"] as const)
      if (isColour(look[theme]) && tooFaint(look[theme], theme) !== null)
        ctx.addIssue({ code: "custom", path: [theme], message: "contrast_low" });
  })
  .transform(({ seen, light, dark }): PartChange<"look"> => ({ seen, value: { light, dark } }));

/** A picture of the site: none, the one it has, or the id of an upload. */
const Choice = z.union([z.literal(""), z.literal("kept"), z.uuid()], "choose");

/** The logos, the icon, and whether the logo contains the name. */
export const ChangeLogo = z.object({
  seen: Seen,
  light: Choice,
  dark: Choice,
  icon: Choice,
  hasName: Switch,
});
export type ChangeLogo = z.infer<typeof ChangeLogo>;

const Line = visibleLine(MAX_ANNOUNCEMENT);
const Day = z.preprocess((value) => (value === "" ? undefined : value), day("day").optional());

/** Names of the fields of the announcement in a place of the form, from 1. */
export const announcementFields = (place: number) =>
  ({
    en: `text${place}`,
    fr: `text${place}Fr`,
    ar: `text${place}Ar`,
    from: `from${place}`,
    to: `to${place}`,
  }) as const;

export const PLACES_OF_ANNOUNCEMENTS = Array.from({ length: MAX_ANNOUNCEMENTS }, (_, index) => index + 1);

const noticeShape = Object.fromEntries(
  PLACES_OF_ANNOUNCEMENTS.flatMap((place) => {
    const names = announcementFields(place);
    return [
      [names.en, Line],
      [names.fr, Line],
      [names.ar, Line],
      [names.from, Day],
      [names.to, Day],
    ] as [string, z.ZodType<string | undefined>][];
  }),
);

/** The announcements: one without an English text is left out; the others need both days in order. */
export const ChangeNotices = z
  .object({ seen: Seen, ...noticeShape })
  .superRefine((input: Record<string, string | undefined>, ctx) => {
    const refuse = (field: string, message: string) =>
      ctx.addIssue({ code: "custom", path: [field], message });
    for (const names of PLACES_OF_ANNOUNCEMENTS.map(announcementFields)) {
      const { [names.en]: text, [names.from]: from, [names.to]: to } = input;
      if (!text) {
        if (input[names.fr] || input[names.ar]) refuse(names.en, "required");
        continue;
      }
      if (!from) refuse(names.from, "required");
      if (!to) refuse(names.to, "required");
      else if (from && to < from) refuse(names.to, "ends_first");
    }
  })
  .transform((input: Record<string, string | undefined>): PartChange<"notices"> => {
    const list = PLACES_OF_ANNOUNCEMENTS.map(announcementFields).flatMap((names) => {
      const {
        [names.en]: en,
        [names.fr]: fr = "",
        [names.ar]: ar = "",
        [names.from]: from,
        [names.to]: to,
      } = input;
      return en && from && to ? [{ text: { en, fr, ar }, from, to }] : [];
    });
    return { seen: input.seen ?? "", value: { list } };
  });

/** Where a page is in the menu: its number, or empty if it is left out. */
const Position = z.union([z.literal(""), z.coerce.number().int().min(1).max(MAIN_PLACES.length)], "choose");

export const ChangeMenu = z
  .object({
    seen: Seen,
    ...(Object.fromEntries(MAIN_PLACES.map((place) => [place, Position])) as Record<
      MainPlace,
      typeof Position
    >),
  })
  .transform((input, ctx): PartChange<"menu"> => {
    const shown = MAIN_PLACES.filter((place) => input[place] !== "");
    if (shown.length === 0) ctx.addIssue({ code: "custom", path: [MAIN_PLACES[0]], message: "choose_some" });
    // Sorting keeps the usual order of pages with the same number.
    const places = shown.toSorted((a, b) => Number(input[a]) - Number(input[b]));
    return { seen: input.seen, value: { places } };
  });

const Address = visibleLine(MAX_PATH);
export const PLACES_OF_FEATURED = Array.from({ length: MAX_FEATURED }, (_, index) => index + 1);
/** Names the field of the featured page in a place of the form, from 1. */
export const featuredField = (place: number) => `page${place}`;

/** Reads a typed address as a path without language, query or host; null if it is not one. */
function pathOf(typed: string): string | null {
  const path = internalPath(typed.replace(/^https?:\/\/[^/]+/i, "").split(/[?#]/, 1)[0] ?? "");
  return path === null ? null : splitLocale(path).path;
}

/** The featured pages: the path typed into each field, without empty ones. */
export const ChangeFeatured = z
  .object({
    seen: Seen,
    ...Object.fromEntries(PLACES_OF_FEATURED.map((place) => [featuredField(place), Address])),
  })
  .transform((input: Record<string, string>, ctx) => {
    const pages: { field: string; path: string }[] = [];
    for (const field of PLACES_OF_FEATURED.map(featuredField)) {
      const typed = input[field] ?? "";
      const path = typed === "" ? "" : pathOf(typed);
      if (path === null) ctx.addIssue({ code: "custom", path: [field], message: "not_public" });
      else if (path !== "") pages.push({ field, path });
    }
    return { seen: input.seen ?? "", pages };
  });
export type ChangeFeatured = z.infer<typeof ChangeFeatured>;

import { message, type Translator } from "@/lib/i18n/translator";
import { isolateBidi } from "@/lib/notices/model";
import { fieldLabelKey } from "@/lib/revisions/records-fields";
import type { Place, PlaceKind, Thing } from "@/lib/watching/model";
import { recordsKindOf } from "../kinds";
import { isSectionKey, type SectionKey } from "../model";
import { REGIONS } from "../reading/model";
import { sectionTitle } from "./model";

const region: PlaceKind = {
  kind: "region",
  group: "countries",
  news: "wide",
  mails: "daily",
  read: (name) => (REGIONS.some((one) => one === name) ? { kind: "region", region: name } : null),
  write: (place) => place.region ?? "",
  name: ({ place }, t) => message(t, `profiles.region.${place.region}`),
  path: (place) => `/countries?region=${place.region}`,
  changesPath: ({ place }, _from, _to, since) =>
    `/changes?region=${place.region}${since ? `&since=${encodeURIComponent(since.toISOString())}` : ""}`,
};

/** Checks for each part of a place's address, from the outermost to the innermost. */
const NAMES = {
  slug: ({ slug = "" }: Place) => /^[a-z][a-z0-9-]{0,79}$/.test(slug),
  section: ({ section = "" }: Place) => isSectionKey(section),
  record: ({ record = "" }: Place) => /^[a-z0-9-]{1,64}$/.test(record),
  field: (place: Place) => fieldOf(place) !== undefined,
};
type Name = keyof typeof NAMES;

const fieldOf = ({ section, field }: Place) =>
  recordsKindOf(section as SectionKey)?.fields.find((one) => one.name === field);

/** Builds the place of a profile or a part of one. */
function part(
  kind: string,
  names: readonly Name[],
  own: Pick<PlaceKind, "name" | "path" | "isRemovable" | "mails">,
): PlaceKind {
  return {
    kind,
    group: "countries",
    news: "revisions",
    ...own,
    read(text) {
      const parts = text.split("/");
      const place: Place = { kind, ...Object.fromEntries(names.map((name, at) => [name, parts[at] ?? ""])) };
      return parts.length === names.length && names.every((name) => NAMES[name](place)) ? place : null;
    },
    write: (place) => names.map((name) => place[name]).join("/"),
    changesPath({ place: { slug, section }, language }, from, to) {
      const at = section ? `#change-${section}${language ? `@${language}` : ""}` : "";
      return `/countries/${slug}/diff?from=${from}&to=${to}${at}`;
    },
  };
}

const profilePath = ({ slug }: Place) => `/countries/${slug}`;
const recordPath = ({ slug, section, record }: Place) =>
  `/countries/${slug}/history?section=${section}&record=${record}`;

/** Names of a record and its section for use within a longer name. */
const wordsOf = (
  { place, names, title, titles }: Thing,
  t: Translator,
  locale: keyof NonNullable<Thing["names"]>,
) => ({
  page: names?.[locale] ?? place.slug ?? "",
  section: message(t, `profiles.sections.${place.section}`),
  record: isolateBidi(titles?.[locale] ?? title ?? place.record ?? ""),
});

/** Places of profiles that can be watched. */
export const PROFILE_PLACES: readonly PlaceKind[] = [
  part("profile", ["slug"], {
    mails: "now",
    name: ({ place, names }, _t, locale) => names?.[locale] ?? place.slug ?? "",
    path: profilePath,
  }),
  region,
  part("section", ["slug", "section"], {
    name: ({ place, names, language = null }, t, locale) =>
      sectionTitle(
        { page: names?.[locale] ?? place.slug ?? "", section: place.section as SectionKey, language },
        t,
        locale,
      ),
    path: (place) => `${profilePath(place)}#${place.section}`,
  }),
  part("record", ["slug", "section", "record"], {
    isRemovable: true,
    name: (thing, t, locale) => t("watching.thing.record", wordsOf(thing, t, locale)),
    path: recordPath,
  }),
  part("field", ["slug", "section", "record", "field"], {
    isRemovable: true,
    name(thing, t, locale) {
      const { place } = thing;
      const field = fieldOf(place);
      const label = field
        ? message(t, fieldLabelKey(place.section as SectionKey, field))
        : (place.field ?? "");
      return t("watching.thing.field", { ...wordsOf(thing, t, locale), field: label });
    },
    path: (place) => `${recordPath(place)}&field=${place.field}`,
  }),
];

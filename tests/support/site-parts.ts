import {
  announcementFields,
  featuredField,
  PLACES_OF_ANNOUNCEMENTS,
  PLACES_OF_FEATURED,
} from "@/lib/site-settings/forms/model";
import { MAIN_PLACES } from "@/lib/site-settings/model";

const empty = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, ""]));

/** What the form of each part of the settings sends if nothing is entered and its switches are on. */
export const SENT_PARTS = {
  identity: { ...empty(["nameFr", "nameAr", "contact"]), isFormOpen: "on" },
  access: { languages: "", countViews: "on" },
  look: empty(["light", "dark"]),
  logo: empty(["light", "dark", "icon", "hasName"]),
  notices: empty(PLACES_OF_ANNOUNCEMENTS.flatMap((place) => Object.values(announcementFields(place)))),
  menu: empty(MAIN_PLACES),
  featured: empty(PLACES_OF_FEATURED.map(featuredField)),
} as const;

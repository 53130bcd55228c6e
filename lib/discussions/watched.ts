import { type PlaceKind, pagePlace } from "@/lib/watching/model";
import { CATEGORY_KIND, ROOM_KIND, TOPIC_KIND, topicRoot } from "./areas/model";
import { CategorySlug } from "./categories/model";

/** Watching of public topics. */
export const TOPIC_PLACE: PlaceKind = {
  ...pagePlace(TOPIC_KIND, topicRoot("discussions"), "discussions"),
  list: "/discussions",
  takesComments: true,
};

/** Watching of topics in restricted rooms, by their readers. */
export const ROOM_PLACE: PlaceKind = {
  ...pagePlace(ROOM_KIND, topicRoot("rooms"), "discussions"),
  list: "/rooms",
  isSecret: true,
};

/** Watching of categories and rooms. `area`: where one is; only those that were looked up have it. */
export const CATEGORY_PLACE: PlaceKind = {
  kind: CATEGORY_KIND,
  group: "discussions",
  news: "appeared",
  holdsPages: true,
  read: (text) => (CategorySlug.safeParse(text).success ? { kind: CATEGORY_KIND, slug: text } : null),
  write: ({ slug = "" }) => slug,
  name: ({ place, title, titles }, _t, locale) => titles?.[locale] ?? title ?? place.slug ?? "",
  path: ({ area = "discussions", slug }) => `/${area}/${slug}`,
};

import { POST_PLACE } from "@/lib/blog/watched";
import { LEGAL } from "@/lib/digest/model";
import { CATEGORY_PLACE, ROOM_PLACE, TOPIC_PLACE } from "@/lib/discussions/watched";
import { COUNTRY_CODES, countryName } from "@/lib/i18n/country-names";
import { message } from "@/lib/i18n/translator";
import { composeCategories } from "@/lib/notices/model";
import { OVERDUE } from "@/lib/profiles/freshness/model";
import { PROFILE_PLACES } from "@/lib/profiles/watched/places";
import { MATERIAL_PLACE } from "@/lib/training/watched";
import { isArticle, isInstrument } from "@/lib/vocabulary/article-numbers";
import { isTopic } from "@/lib/vocabulary/topics";
import { composePlaces, listMailed, type Place, type PlaceKind } from "@/lib/watching/model";

/*
 * Things that can be watched, with their names, addresses and mail categories, from every domain. Their queries
 * are in `notice-kinds.ts`. Pure. A domain with watchable things adds its line here.
 */

const PAGES = [POST_PLACE, MATERIAL_PLACE, TOPIC_PLACE, ROOM_PLACE];

/** Address of a list filtered by a subject. */
const narrowed = (list: string, { kind }: Place, word = "") =>
  `${list}?${kind}=${encodeURIComponent(word).replace("%3A", ":")}`;
const listOf = (sort: string) => PAGES.find(({ kind }) => kind === sort)?.list ?? null;

/** Topics of posts, materials and discussions. A topic has no page of its own: it links to the list of posts. */
const topic: PlaceKind = {
  kind: "topic",
  group: "subjects",
  news: "appeared",
  holdsPages: true,
  read: (word) => (isTopic(word) ? { kind: "topic", topic: word } : null),
  write: (place) => place.topic ?? "",
  name: ({ place }, t) => message(t, `vocabulary.topic.${place.topic}`),
  path: (place) => narrowed("/blog", place, place.topic),
  listPath: (place, sort) => narrowed(listOf(sort) ?? "/blog", place, place.topic),
};

/** Articles of the Convention and other instruments as "185:18"; their names have number, treaty and title. */
const article: PlaceKind = {
  kind: "article",
  group: "subjects",
  news: "appeared",
  holdsPages: true,
  read: (reference) => (isArticle(reference) ? { kind: "article", article: reference } : null),
  write: (place) => place.article ?? "",
  name({ place }, t) {
    const [treaty = "", number = ""] = (place.article ?? "").split(":");
    return t("search.articleTitle", {
      article: number,
      treaty: message(t, `law.instrument.${treaty}.name`),
      title: message(t, `vocabulary.article.${treaty}-${number}`),
    });
  },
  path: (place) => `/convention/${place.article?.replace(":", "/")}`,
  listPath(place, sort) {
    const list = listOf(sort);
    return list ? narrowed(list, place, place.article) : this.path(place);
  },
};

/** An instrument by its name: what is about one of its articles is about it. */
const instrument: PlaceKind = {
  kind: "instrument",
  group: "subjects",
  news: "appeared",
  holdsPages: true,
  read: (name) => (isInstrument(name) ? { kind: "instrument", instrument: name } : null),
  write: (place) => place.instrument ?? "",
  name: ({ place }, t) => message(t, `law.instrument.${place.instrument}.name`),
  path: (place) => `/convention/${place.instrument}`,
};

/** A country as a tag of posts, materials and discussions, by its code. Its profile is a place of its own. */
const country: PlaceKind = {
  kind: "country",
  group: "subjects",
  news: "appeared",
  holdsPages: true,
  read: (code) => (COUNTRY_CODES.includes(code) ? { kind: "country", country: code } : null),
  write: (place) => place.country ?? "",
  name: ({ place }, t, locale) =>
    t("watching.thing.about", { country: countryName(place.country ?? "", locale) }),
  path: (place) => narrowed("/discussions", place, place.country),
  listPath: (place, sort) => narrowed(listOf(sort) ?? "/discussions", place, place.country),
};

composePlaces({
  places: [...PROFILE_PLACES, ...PAGES, topic, article, instrument, country, CATEGORY_PLACE],
  sorts: [
    "post",
    "material",
    "discussion",
    "room",
    "provision",
    "provision-change",
    "assessment",
    "declaration",
  ],
});

composeCategories(listMailed(), [OVERDUE, LEGAL]);

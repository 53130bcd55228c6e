import { POST_PLACE } from "@/lib/blog/watched";
import { ROOM_PLACE, TOPIC_PLACE } from "@/lib/discussions/watched";
import { message } from "@/lib/i18n/translator";
import { composeCategories } from "@/lib/notices/model";
import { OVERDUE } from "@/lib/profiles/freshness/model";
import { PROFILE_PLACES } from "@/lib/profiles/watched/places";
import { MATERIAL_PLACE } from "@/lib/training/watched";
import { isArticle } from "@/lib/vocabulary/article-numbers";
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

/** Topics of posts and materials. A topic has no page of its own: it links to the list of posts. */
const topic: PlaceKind = {
  kind: "topic",
  group: "subjects",
  news: "appeared",
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

composePlaces({
  places: [...PROFILE_PLACES, ...PAGES, topic, article],
  sorts: ["post", "material", "provision", "provision-change", "assessment", "declaration"],
});

composeCategories(listMailed(), [OVERDUE]);

import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { translator } from "@/lib/i18n/translator";
import { search } from "@/lib/search";
import type { Hit } from "@/lib/search/model";
import { PLACE_KIND } from "@/lib/vocabulary/search-kinds";
import { TOPIC_KIND } from "../areas/model";
import { SIMILAR, type Similar, type SimilarQuery, type SimilarThing } from "./model";

/**
 * Finds topics and sections of profiles that are similar to a title, by the search: with all of its words, or else with some,
 * also in other languages. In a public category only what everybody reads; in a room also the topics of rooms that the member
 * may read. Throws for those who write no topics.
 */
export async function findSimilar(actor: Actor | null, { q, area, lang }: SimilarQuery): Promise<Similar> {
  if (actor === null) throw new DomainError("unauthenticated", "sign_in");
  if (!can(actor, "comment.write")) throw new DomainError("forbidden");
  const reader = area === "rooms" ? actor : null;
  // One after the other: a process lets only a few searches run at once, and a reader's own must not wait for two of these.
  const ofTopics = await search(reader, { q, type: [TOPIC_KIND] }, lang);
  const ofSections = await search(null, { q, type: [PLACE_KIND] }, lang);
  const topics = ofTopics.hits.slice(0, SIMILAR.topics).map(thingOf);
  const sections = ofSections.hits.slice(0, SIMILAR.sections).map(thingOf);
  const t = translator(lang);
  const counts = { topics: topics.length, sections: sections.length };
  return { topics, sections, summary: t("discussions.similar.summary", counts) };
}

const thingOf = ({ title, titleLanguage, href }: Hit): SimilarThing => ({
  label: title.map(({ text }) => text).join(""),
  language: titleLanguage,
  href,
});

import { categoryName } from "@/components/discussions/category-name";
import type { Actor } from "@/lib/core/actor";
import { roomCommands, type TopicCommands, topicCommands } from "@/lib/discussions";
import type { TopicArea } from "@/lib/discussions/areas/model";
import type { Category } from "@/lib/discussions/categories/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { isInForce } from "@/lib/web/pages/readable";
import type { Crumb } from "@/lib/web/view";

/** The commands for the topics of each area. */
export const COMMANDS: Record<TopicArea, TopicCommands> = { discussions: topicCommands, rooms: roomCommands };

const AREAS = ["discussions", "rooms"] as const;

/** For `readable`: the pages of restricted rooms are screens. */
export const secretIf = (area: TopicArea) => ({ isSecret: area === "rooms" });

/** Checks what every screen of an area requires of a member before it looks for anything. */
export const mayEnter = (area: TopicArea, actor: Actor): boolean =>
  area === "discussions" || isInForce(actor);

/** Returns whose topics a list of an area has; the reader of a document is everyone. */
export const readerOf = (reader: Actor | null): Actor | "everyone" => reader ?? "everyone";

/** Returns the crumbs that every page of an area begins with, and its category if there is one. */
export function areaCrumbs(
  t: Translator,
  locale: Locale,
  area: TopicArea,
  category: Category | null = null,
): Crumb[] {
  const path = category ? [{ href: `/${area}/${category.slug}`, label: categoryName(category, locale) }] : [];
  return [...crumbsOf(t, area), ...path];
}

/** The discussions, and the rooms below them. */
const crumbsOf = (t: Translator, area: TopicArea): Crumb[] =>
  AREAS.slice(0, AREAS.indexOf(area) + 1).map((one) => ({
    href: `/${one}`,
    label: t(`discussions.area.${one}`),
  }));

/** Returns the crumbs of a page of a topic; `path` is the topic's address without language. */
export const topicCrumbsIn =
  (area: TopicArea) =>
  (t: Translator, topic: { path: string; title: string }, last?: string): Crumb[] => [
    ...crumbsOf(t, area),
    last ? { href: topic.path, label: topic.title } : { label: topic.title },
    ...(last ? [{ label: last }] : []),
  ];

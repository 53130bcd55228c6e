import { TopicParams } from "@/lib/discussions/model";
import type { Translator } from "@/lib/i18n/translator";
import type { Crumb } from "@/lib/web/view";

export { TopicParams };

/** Returns the crumbs of a page of a topic; `path` is the topic's address without language. */
export function topicCrumbs(t: Translator, topic: { path: string; title: string }, last?: string): Crumb[] {
  return [
    { href: "/discussions", label: t("discussions.title") },
    last ? { href: topic.path, label: topic.title } : { label: topic.title },
    ...(last ? [{ label: last }] : []),
  ];
}

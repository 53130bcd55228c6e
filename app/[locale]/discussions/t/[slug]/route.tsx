import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { findTopicPage } from "@/lib/discussions";
import { topicPath } from "@/lib/discussions/model";
import { localePath } from "@/lib/i18n/locales";
import { document } from "@/lib/web/pages/document";
import { TopicParams } from "./topic-place";

/** The number of a topic alone: leads to its address with the title. */
export const GET = document({
  params: TopicParams,
  scopes: ({ slug }) => [scope.topic(slug)],
  async render({ slug }, { locale, search }) {
    const topic = await findTopicPage(slug);
    if (!topic) throw new DomainError("not_found", "topic");
    const to = localePath(locale, topicPath(topic));
    return { to: search.size > 0 ? `${to}?${search}` : to, status: 308 };
  },
});

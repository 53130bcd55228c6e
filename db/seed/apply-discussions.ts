import { beginDiscussions, type FirstTopic } from "@/lib/discussions";
import { env } from "@/lib/env";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { type By, transact } from "@/lib/transact";
import { placeText } from "@/lib/watching/model";
import { SEED_CATEGORIES } from "./discussions/categories";
import { type SeedTopic, withSite } from "./discussions/topic";
import { SEED_TOPICS } from "./discussions/topics";
import { ensureEditors } from "./editors";

/**
 * Begins the discussions of a site without categories, with topics by the editors. `hasTopics`: false adds the
 * categories alone. Returns how many it added.
 */
export function applyDiscussions(
  by: By,
  { hasTopics = true } = {},
): Promise<{ categories: number; topics: number }> {
  return transact(by, (ctx) =>
    beginDiscussions(ctx, {
      categories: SEED_CATEGORIES,
      topics: hasTopics ? SEED_TOPICS.map(topicOf) : [],
      author: () => ensureEditors(ctx),
    }),
  );
}

function topicOf({ key: _, message, about, ...one }: SeedTopic): FirstTopic {
  const home = env().APP_URL;
  return {
    ...one,
    about: about && placeText({ kind: "section", slug: about.country, section: about.section }),
    content: fromTextarea(withSite(message, home), { home, hasNotes: true }),
  };
}

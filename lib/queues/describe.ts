import { daysSince, latenessOf } from "@/lib/core/waiting";
import { message } from "@/lib/i18n/translator";
import { type Describe, NO_WORDS } from "@/lib/notices";
import { countWaiting, findReviewer } from "./count";
import type { Queue } from "./queue";

/**
 * Describes the notice of a queue: how much waits for the reader and, once late, since when; nothing if
 * nothing waits.
 */
export const describeQueue =
  (queues: ReadonlyMap<string, Queue>): Describe =>
  async (reader, { key }, on) => {
    const queue = queues.get(key);
    const reviewer = queue && (await findReviewer(reader.id, on));
    if (!reviewer) return null;
    const { count, oldest } = await countWaiting(reviewer, queue, on);
    if (count === 0) return null;
    const now = new Date();
    const days = queue.saysHowLong && oldest && latenessOf(oldest, now) ? daysSince(oldest, now) : null;
    return {
      what: "news",
      news: "review",
      saysAll: true,
      words(t) {
        const waiting = message(t, `watching.review.${queue.name}.waiting`, { count });
        return {
          ...NO_WORDS,
          title: message(t, `watching.review.${queue.name}.title`),
          said: days === null ? waiting : t("watching.waitsLong", { waiting, days }),
          path: queue.path,
        };
      },
    };
  };

import { db, type Queryable } from "@/db/client";
import { posts } from "@/lib/blog/queues";
import type { Actor } from "@/lib/core/actor";
import { messages } from "@/lib/direct-messages/queues";
import { topics } from "@/lib/discussions/queues";
import { flags } from "@/lib/flags/queue";
import { questions } from "@/lib/mailbox/queues";
import { applications, roles } from "@/lib/members/queues";
import { comments } from "@/lib/page-kinds";
import { edits, reports } from "@/lib/profiles/queues";
import { countParts, type PartWaiting, type Queue } from "@/lib/queues";
import { materials, requests, suggestions } from "@/lib/training/queues";

/** The queues of the table of moderation, in its order. */
const MODERATED: readonly Queue[] = [
  flags,
  edits,
  posts,
  topics,
  comments,
  materials,
  requests,
  suggestions,
  reports,
  messages,
  questions,
];

/** Every queue whose reviewers are notified, by its name. */
export const QUEUES: ReadonlyMap<string, Queue> = new Map(
  [...MODERATED, roles, applications].map((queue) => [queue.name, queue]),
);

/** Lists the queues for a moderator, a row for each part of a queue. */
export async function listModerated(actor: Actor, on: Queryable = db()): Promise<PartWaiting[]> {
  return (await Promise.all(MODERATED.map((queue) => countParts(actor, queue, on)))).flat();
}

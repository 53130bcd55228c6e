import { asc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { topic } from "@/db/schema/discussions";
import { listHeldComments } from "@/lib/comments";
import { roomPages, topicPages } from "../page-kind";
import { linesOf, selectLines } from "./lines";

/** Topics on the screen of moderators. */
const MOST = 100;

/** Lists what waits for a moderator of the discussions: topics and replies of new members. */
export async function listDiscussionQueue(on: Queryable = db()) {
  const [held, replies, inRooms] = await Promise.all([
    selectLines(on, eq(topic.state, "held"))
      .orderBy(asc(topic.createdAt), asc(topic.pageId))
      .limit(MOST)
      .then((rows) => linesOf(on, rows)),
    listHeldComments(topicPages, on),
    listHeldComments(roomPages, on),
  ]);
  return { topics: held, replies: [...replies, ...inRooms] };
}
export type DiscussionQueue = Awaited<ReturnType<typeof listDiscussionQueue>>;

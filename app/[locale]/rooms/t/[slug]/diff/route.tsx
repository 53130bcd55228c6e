import { textDiff } from "@/app/past/diff";
import { roomTopics } from "@/app/topics/past";

/** Two revisions of the first message of a topic in a restricted room. */
export const GET = textDiff(roomTopics);

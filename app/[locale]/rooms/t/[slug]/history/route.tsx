import { textHistory } from "@/app/past/history";
import { roomTopics } from "@/app/topics/past";

/** The history of the first message of a topic in a restricted room. */
export const GET = textHistory(roomTopics);

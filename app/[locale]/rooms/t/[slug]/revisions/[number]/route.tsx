import { textRevision } from "@/app/past/revision";
import { roomTopics } from "@/app/topics/past";

/** The first message of a topic in a restricted room, as of one of its revisions. */
export const GET = textRevision(roomTopics);

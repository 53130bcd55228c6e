import { commentVersions } from "@/app/comments/versions";
import { roomTopics } from "@/app/topics/commented";

/** The earlier versions of a reply in a restricted room. */
export const GET = commentVersions(roomTopics);

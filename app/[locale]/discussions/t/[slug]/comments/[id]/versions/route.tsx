import { commentVersions } from "@/app/comments/versions";
import { topics } from "@/app/topics/commented";

/** The earlier versions of a reply to a topic. */
export const GET = commentVersions(topics);

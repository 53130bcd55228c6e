import { commentVersions } from "@/app/comments/versions";
import { topics } from "../../../commented";

/** The earlier versions of a reply to a topic. */
export const GET = commentVersions(topics);

import { commentVersions } from "@/app/comments/versions";
import { posts } from "../../../commented";

/** The earlier versions of a comment on a post. */
export const GET = commentVersions(posts);

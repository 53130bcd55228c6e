import { commentVersions } from "@/app/comments/versions";
import { posts } from "../../../commented";

/** What a comment on a post said before. */
export const GET = commentVersions(posts);

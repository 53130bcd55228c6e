import { textDiff } from "@/app/past/diff";
import { posts } from "../past";

/** Two revisions of a post's text compared. */
export const GET = textDiff(posts);

import { textLinks } from "@/app/past/links";
import { posts } from "../past";

/** What links here: the profiles, posts and materials whose texts link to a post. */
export const GET = textLinks(posts);

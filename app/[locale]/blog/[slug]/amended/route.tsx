import { textAmended } from "@/app/past/amended";
import { findAmendedPost } from "@/lib/blog";
import { posts } from "../past";

/** What a reviewer changed in a post before it was published: for those who sign it. */
export const GET = textAmended(posts, findAmendedPost, (t) => [t("blog.title"), t("posts.mine.title")]);

import { textAmended } from "@/app/past/amended";
import { findAmendedPost } from "@/lib/blog";
import { posts } from "../past";

/** A reviewer's changes to a post before publication, for its authors. */
export const GET = textAmended(posts, findAmendedPost, (t) => [t("blog.title"), t("posts.mine.title")]);

import type { CommentedPages } from "@/app/comments/commented";
import { postComments, postPages } from "@/lib/blog";
import { PostComment } from "@/lib/blog/model";
import { PostParams } from "./post-address";

/** Posts, for the screens and pages of comments. */
export const posts: CommentedPages = {
  of: postPages,
  commands: postComments,
  inputs: PostComment,
  word: "comment",
  current: "blog",
  params: PostParams,
  crumbs: (t, { path, title }, last) => [
    { href: "/blog", label: t("blog.title") },
    { href: path, label: title },
    { label: last },
  ],
};

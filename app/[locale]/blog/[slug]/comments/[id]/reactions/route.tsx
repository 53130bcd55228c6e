import { commentReactors } from "@/app/comments/reactors";
import { posts } from "../../../commented";

/** Who reacted to a comment on a post. */
export const GET = commentReactors(posts);

import { commentForms, commentScreen } from "@/app/comments/one";
import { posts } from "../../commented";

/** One comment on a post. */
export const GET = commentScreen(posts);

export const POST = commentForms(posts);

import { writing, writingForm } from "@/app/comments/write";
import { posts } from "../commented";

/** Writing a comment on a post. */
export const GET = writing(posts);

export const POST = writingForm(posts);

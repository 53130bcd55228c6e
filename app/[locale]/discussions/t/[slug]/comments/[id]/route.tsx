import { commentForms, commentScreen } from "@/app/comments/one";
import { topics } from "@/app/topics/commented";

/** One reply to a topic. */
export const GET = commentScreen(topics);

export const POST = commentForms(topics);

import { commentForms, commentScreen } from "@/app/comments/one";
import { roomTopics } from "@/app/topics/commented";

/** One reply to a topic in a restricted room. */
export const GET = commentScreen(roomTopics);

export const POST = commentForms(roomTopics);

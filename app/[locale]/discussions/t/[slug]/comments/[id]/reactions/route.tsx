import { commentReactors } from "@/app/comments/reactors";
import { topics } from "@/app/topics/commented";

/** Who reacted to a reply to a topic. */
export const GET = commentReactors(topics);

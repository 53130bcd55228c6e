import { commentReactors } from "@/app/comments/reactors";
import { roomTopics } from "@/app/topics/commented";

/** Who reacted to a reply in a restricted room. */
export const GET = commentReactors(roomTopics);

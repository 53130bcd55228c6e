import { writing, writingForm } from "@/app/comments/write";
import { roomTopics } from "@/app/topics/commented";

/** Writing a reply to a topic in a restricted room. */
export const GET = writing(roomTopics);

export const POST = writingForm(roomTopics);

import { writing, writingForm } from "@/app/comments/write";
import { topics } from "@/app/topics/commented";

/** Writing a reply to a topic. */
export const GET = writing(topics);

export const POST = writingForm(topics);

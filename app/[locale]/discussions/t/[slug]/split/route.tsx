import { splitTopic, splitTopicForms } from "@/app/topics/split";

/** Moving replies of a topic to another one. */
export const GET = splitTopic("discussions");

export const POST = splitTopicForms("discussions");

import { splitTopic, splitTopicForms } from "@/app/topics/split";

/** Moving replies of a topic in a restricted room to another one. */
export const GET = splitTopic("rooms");

export const POST = splitTopicForms("rooms");

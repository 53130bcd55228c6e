import { newTopic, newTopicForm } from "@/app/topics/new";

/** Opening a topic in a restricted room. */
export const GET = newTopic("rooms");

export const POST = newTopicForm("rooms");

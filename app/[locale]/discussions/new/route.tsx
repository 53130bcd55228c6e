import { newTopic, newTopicForm } from "@/app/topics/new";

/** Opening a topic. */
export const GET = newTopic("discussions");

export const POST = newTopicForm("discussions");

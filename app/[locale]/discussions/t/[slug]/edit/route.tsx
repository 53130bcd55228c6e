import { editTopic, editTopicForm } from "@/app/topics/edit";

/** Changing a topic's title, tags and first message. */
export const GET = editTopic("discussions");

export const POST = editTopicForm("discussions");

import { editTopic, editTopicForm } from "@/app/topics/edit";

/** Changing a topic in a restricted room. */
export const GET = editTopic("rooms");

export const POST = editTopicForm("rooms");

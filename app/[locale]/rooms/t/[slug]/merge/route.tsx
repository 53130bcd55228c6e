import { mergeTopic, mergeTopicForm } from "@/app/topics/merge";

/** Merging a topic in a restricted room into another one. */
export const GET = mergeTopic("rooms");

export const POST = mergeTopicForm("rooms");

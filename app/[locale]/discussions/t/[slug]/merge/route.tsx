import { mergeTopic, mergeTopicForm } from "@/app/topics/merge";

/** Merging a topic into another one. */
export const GET = mergeTopic("discussions");

export const POST = mergeTopicForm("discussions");

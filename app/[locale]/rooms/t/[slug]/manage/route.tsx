import { manageTopic, manageTopicForms } from "@/app/topics/manage";

/** A topic in a restricted room, for its author and moderators. */
export const GET = manageTopic("rooms");

export const POST = manageTopicForms("rooms");

import { manageTopic, manageTopicForms } from "@/app/topics/manage";

/** A topic for its author and moderators. */
export const GET = manageTopic("discussions");

export const POST = manageTopicForms("discussions");

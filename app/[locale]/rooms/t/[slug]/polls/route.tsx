import { topicPollForms, topicPolls } from "@/app/topics/polls";

/** The polls of a topic in a restricted room. */
export const GET = topicPolls("rooms");

export const POST = topicPollForms("rooms");

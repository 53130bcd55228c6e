import { topicPollForms, topicPolls } from "@/app/topics/polls";

/** The polls of a topic. */
export const GET = topicPolls("discussions");

export const POST = topicPollForms("discussions");

import { topicByNumber } from "@/app/topics/topic";

/** The number of a topic alone: leads to its address with the title. */
export const GET = topicByNumber("discussions");

import { topicByNumber } from "@/app/topics/topic";

/** The number of a topic in a restricted room alone. */
export const GET = topicByNumber("rooms");

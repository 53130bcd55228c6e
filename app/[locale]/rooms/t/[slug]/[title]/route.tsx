import { topicPage } from "@/app/topics/topic";

/** A topic in a restricted room, with its replies. */
export const GET = topicPage("rooms");

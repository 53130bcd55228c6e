import { topicPage } from "@/app/topics/topic";

/** A topic with a page of its replies, the page with a linked reply, or all. */
export const GET = topicPage("discussions");

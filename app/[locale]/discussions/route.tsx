import { topicsPage } from "@/app/topics/lists";

/** The categories of topics, and all topics by their newest reply. */
export const GET = topicsPage("discussions");

import { topicsPage } from "@/app/topics/lists";

/** The restricted rooms that the reader is in, and all their topics. */
export const GET = topicsPage("rooms");

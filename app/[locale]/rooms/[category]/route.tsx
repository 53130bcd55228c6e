import { categoryPage } from "@/app/topics/lists";

/** The topics of a restricted room. */
export const GET = categoryPage("rooms");

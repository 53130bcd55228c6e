import { categoryPage } from "@/app/topics/lists";

/** The topics of a category. */
export const GET = categoryPage("discussions");

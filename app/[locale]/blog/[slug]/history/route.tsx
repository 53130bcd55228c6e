import { textHistory } from "@/app/past/history";
import { posts } from "../past";

/** The history of a post since publication. */
export const GET = textHistory(posts);

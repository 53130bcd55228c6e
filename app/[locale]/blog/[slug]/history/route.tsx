import { textHistory } from "@/app/past/history";
import { posts } from "../past";

/** What a post has said since it appeared. */
export const GET = textHistory(posts);

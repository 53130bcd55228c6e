import { textHistory } from "@/app/past/history";
import { topics } from "@/app/topics/past";

/** The history of the first message of a topic. */
export const GET = textHistory(topics);

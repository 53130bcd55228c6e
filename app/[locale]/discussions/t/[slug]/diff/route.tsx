import { textDiff } from "@/app/past/diff";
import { topics } from "@/app/topics/past";

/** Two revisions of the first message of a topic compared. */
export const GET = textDiff(topics);

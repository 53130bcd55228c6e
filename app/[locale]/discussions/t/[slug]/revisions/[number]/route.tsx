import { textRevision } from "@/app/past/revision";
import { topics } from "@/app/topics/past";

/** The first message of a topic as of one of its revisions, permanently. */
export const GET = textRevision(topics);

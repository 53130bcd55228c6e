import { overseen, overseenForms } from "@/app/past/oversee";
import { overseenTopics } from "../../oversee";

/** A revision of a topic's first message in full, for moderators. */
export const GET = overseen(overseenTopics);

export const POST = overseenForms(overseenTopics);

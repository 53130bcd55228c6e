import { overseen, overseenForms } from "@/app/past/oversee";
import { overseenRoomTopics } from "../../../discussions/oversee";

/** A revision of the first message of a topic in a restricted room, in full, for moderators. */
export const GET = overseen(overseenRoomTopics);

export const POST = overseenForms(overseenRoomTopics);

import { type PlaceKind, pagePlace } from "@/lib/watching/model";
import { ROOM_KIND, TOPIC_KIND, topicRoot } from "./areas/model";

/** Watching of public topics. */
export const TOPIC_PLACE: PlaceKind = {
  ...pagePlace(TOPIC_KIND, topicRoot("discussions"), "discussions"),
  takesComments: true,
};

/** Watching of topics in restricted rooms, by their readers. */
export const ROOM_PLACE: PlaceKind = {
  ...pagePlace(ROOM_KIND, topicRoot("rooms"), "discussions"),
  isSecret: true,
};

import { type PlaceKind, pagePlace } from "@/lib/watching/model";
import { TOPIC_KIND } from "./model";

/** Watching of topics. */
export const TOPIC_PLACE: PlaceKind = pagePlace(TOPIC_KIND, "/discussions/t", "discussions");

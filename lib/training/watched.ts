import { type PlaceKind, pagePlace } from "@/lib/watching/model";
import { MATERIAL_KIND } from "./model";

const material = pagePlace(MATERIAL_KIND, "/training", "materials");

/** Watching of materials: news about one is shown at its versions. */
export const MATERIAL_PLACE: PlaceKind = {
  ...material,
  newsPath: (place) => `${material.path(place)}#versions`,
};

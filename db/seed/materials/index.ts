import { CATALOGUE } from "./catalogue";
import type { SeedMaterial } from "./material";
import { OWN } from "./own";

/** The library's first materials: parts before the courses that contain them. */
export const MATERIALS: readonly SeedMaterial[] = [...CATALOGUE, ...OWN];

import { CATALOGUE } from "./catalogue";
import type { SeedMaterial } from "./material";
import { OWN } from "./own";

/** The library on its first day: parts before what is made of them. */
export const MATERIALS: readonly SeedMaterial[] = [...CATALOGUE, ...OWN];

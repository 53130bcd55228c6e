import world from "./world.json";

/** The map of the world, reduced and corrected by `scripts/map.mjs` from Natural Earth (public domain). */
export interface WorldGeometry {
  /** The view box of the picture; circles use its units. */
  viewBox: string;
  /** Factor that scales paths and polylines to the view box. */
  scale: number;
  /** Path data by ISO 3166-1 alpha-2 code (XK for Kosovo*). */
  shapes: Readonly<Record<string, string>>;
  /** Centre "x y" of each country or area too small to draw. */
  circles: Readonly<Record<string, string>>;
  /** Path data of land without a profile. */
  land: string;
  /** Lines of disputed borders. */
  disputed: readonly string[];
}

export const WORLD: WorldGeometry = world;

import world from "./world.json";

/** The map of the world, reduced and corrected by `scripts/map.mjs` from Natural Earth (public domain). */
export interface WorldGeometry {
  /** Of the picture; circles are placed in it. */
  viewBox: string;
  /** By which the paths and polylines are drawn smaller to fit the view box. */
  scale: number;
  /** Path data by ISO 3166-1 alpha-2 code (XK for Kosovo*). */
  shapes: Readonly<Record<string, string>>;
  /** The middle, "x y", of each country or area too small to draw. */
  circles: Readonly<Record<string, string>>;
  /** Path data of land that has no profile of its own. */
  land: string;
  /** Points of the borders that are in dispute. */
  disputed: readonly string[];
}

export const WORLD: WorldGeometry = world;

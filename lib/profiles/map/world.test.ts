import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { geoNaturalEarth1 } from "d3-geo";
import { describe, expect, it } from "vitest";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { WORLD } from "./world";

type Point = readonly [number, number];

const [left = 0, top = 0, width = 0, height = 0] = WORLD.viewBox.split(" ").map(Number);
const project = geoNaturalEarth1()
  .rotate([-11, 0])
  .precision(0)
  .fitWidth(width / WORLD.scale, { type: "Sphere" });

/** Returns the rings of path data of the form "Mx yl dx dy …z", as the script writes it. */
function rings(path: string): Point[][] {
  return path
    .split("z")
    .filter((part) => part !== "")
    .map((part) => {
      const [x = 0, y = 0, ...steps] = (part.match(/-?\d+/g) ?? []).map(Number);
      const points: Point[] = [[x, y]];
      for (let i = 0; i < steps.length; i += 2) {
        const [px, py] = points.at(-1) ?? [0, 0];
        points.push([px + (steps[i] ?? 0), py + (steps[i + 1] ?? 0)]);
      }
      return points;
    });
}

function isInside(path: string, [x, y]: Point): boolean {
  let inside = false;
  for (const ring of rings(path)) {
    ring.forEach(([ax, ay], i) => {
      const [bx, by] = ring[(i + ring.length - 1) % ring.length] ?? [0, 0];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    });
  }
  return inside;
}

function holders(longitude: number, latitude: number): string[] {
  const point = project([longitude, latitude]) as Point;
  const found = Object.entries(WORLD.shapes).filter(([, path]) => isInside(path, point));
  if (isInside(WORLD.land, point)) found.push(["land", ""]);
  return found.map(([code]) => code);
}

describe("the map of the world", () => {
  it.each([
    ["Simferopol", 34.1, 44.95, "UA"],
    ["Yevpatoria", 33.4, 45.25, "UA"],
    ["Kyrenia", 33.32, 35.33, "CY"],
    ["Nicosia", 33.36, 35.17, "CY"],
    ["Hargeisa", 44.06, 9.56, "SO"],
    ["Mogadishu, inland", 45.2, 2.3, "SO"],
    ["Pristina", 21.17, 42.66, "XK"],
    ["Belgrade", 20.46, 44.8, "RS"],
    ["Smara, Western Sahara", -11.67, 26.74, "land"],
    ["Rabat, inland", -6.5, 33.8, "MA"],
    ["Dakar, inland", -16.2, 14.7, "SN"],
    ["Bucharest", 26.1, 44.43, "RO"],
    ["Hong Kong, Kowloon hinterland", 114, 23, "CN"],
    ["Anadyr, beyond the 180th meridian", -175, 66.5, "RU"],
  ])("draws %s where it belongs", (_, longitude, latitude, code) => {
    expect(holders(longitude, latitude)).toEqual([code]);
  });

  it("has a shape or a circle, and only one of them, for each country or area with a profile", () => {
    const drawn = [...Object.keys(WORLD.shapes), ...Object.keys(WORLD.circles)];
    expect(drawn.sort()).toEqual([...COUNTRY_CODES].sort());
  });

  it("smears nothing across the cut: no edge is longer than the widest straight border", () => {
    const longest = Object.values(WORLD.shapes)
      .flatMap(rings)
      .flatMap((ring) => ring.map(([x], i) => Math.abs(x - (ring[i + 1]?.[0] ?? x))));
    // The border of Canada and the United States along the 49th parallel spans 28 degrees.
    expect(Math.max(...longest)).toBeLessThan((width / WORLD.scale) * 0.1);
  });

  it("stays inside its view box", () => {
    for (const [x, y] of Object.values(WORLD.shapes).flatMap(rings).flat()) {
      expect(x * WORLD.scale).toBeGreaterThanOrEqual(left);
      expect(x * WORLD.scale).toBeLessThanOrEqual(left + width);
      expect(y * WORLD.scale).toBeGreaterThanOrEqual(top);
      expect(y * WORLD.scale).toBeLessThanOrEqual(top + height);
    }
  });

  it("fits the first view of a slow line", () => {
    const bytes = readFileSync(new URL("./world.json", import.meta.url));
    expect(bytes.length).toBeLessThanOrEqual(45_000);
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(18_000);
  });
});

// Reduces the Natural Earth geometry of world-atlas to the small map in lib/profiles/map/world.json, mended where the
// atlas takes a side: Crimea is drawn in Ukraine, Cyprus and Somalia are undivided, Kosovo* has a shape of its own under
// XK, Western Sahara is whole. Run `node scripts/map.mjs` after a change here or to the list of countries; the result is committed.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { geoContains, geoNaturalEarth1, geoStream } from "d3-geo";
import { feature, mergeArcs, mesh } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterAttachedWeight, presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const at = (path) => new URL(path, import.meta.url);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Width of the drawing: five units per unit of the view box. */
const WIDTH = 5000;
const VIEW = 1000;
/** In square units: the smallest corner and island kept, and the smallest State without a circle. */
const CORNER = 32;
const ISLAND = 50;
const SMALL = 130;
/** Shapes below MODEST square units keep corners this many times finer. */
const MODEST = 1500;
const FINER = 4;

/** Corrections where the atlas has no code for a shape, or one that would divide a State. */
const MENDED = {
  Somaliland: "SO",
  "N. Cyprus": "CY",
  Kosovo: "XK",
  "Hong Kong": "CN",
  Macao: "CN",
  Åland: "FI",
};
const LEFT_OUT = ["Antarctica", "Fr. S. Antarctic Lands", "Heard I. and McDonald Is.", "S. Geo. and the Is."];
const SIMFEROPOL = [34.1, 44.95];
/** Morocco is north of this parallel; the atlas draws the line of control instead. */
const SAHARA_PARALLEL = 27 + 2 / 3;
const SAHARA = "land:W. Sahara";
/** Positions for island States whose circle would be far from most inhabitants, or missing. */
const PLACES = { FM: [158.2, 6.9], KI: [173, 1.4], MH: [171.2, 7.1], MV: [73.5, 4.2], TV: [179.2, -8.5] };
/** Disputed borders: the two sides, and optionally the disputed part (west, south, east, north). */
const DISPUTED = [
  { sides: ["MA", SAHARA] },
  { sides: ["RS", "XK"] },
  { sides: ["IL", "PS"] },
  { sides: ["IL", "SY"] },
  { sides: ["KP", "KR"] },
  { sides: ["EG", "SD"], part: [33, 21.5, 37.5, 23.5] },
  { sides: ["SD", "SS"], part: [27.3, 9, 29.6, 11] },
  { sides: ["IN", "PK"], part: [73.3, 32.4, 78, 37.5] },
  { sides: ["IN", "CN"], part: [76, 31, 80.5, 37] },
  { sides: ["IN", "CN"], part: [91.4, 26.5, 97.6, 30] },
  { sides: ["IN", "land:Siachen Glacier"] },
  { sides: ["PK", "land:Siachen Glacier"] },
  { sides: ["CN", "land:Siachen Glacier"] },
];

/** Projection of the drawing, rotated so that the cut is in the Bering Strait and divides no land. */
export function worldProjection() {
  return geoNaturalEarth1().rotate([-11, 0]).precision(0).fitWidth(WIDTH, { type: "Sphere" });
}

const atlas = read(require.resolve("world-atlas/countries-50m.json"));
const countries = read(at("../db/seed/data/countries.json")).items;
const projection = worldProjection();

/** Assigns each polygon of the atlas to the code it is drawn for; without a profile it is plain land. */
function assignPolygons() {
  const codes = new Map(countries.filter((c) => c.numeric).map((c) => [c.numeric, c.iso2]));
  const groups = new Map();
  for (const geometry of atlas.objects.countries.geometries) {
    const name = geometry.properties.name;
    if (LEFT_OUT.includes(name)) continue;
    const code = MENDED[name] ?? codes.get(geometry.id) ?? `land:${name}`;
    for (const arcs of geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs) {
      const polygon = { type: "Polygon", arcs };
      const isCrimea = code === "RU" && geoContains(feature(atlas, polygon), SIMFEROPOL);
      const owner = isCrimea ? "UA" : code;
      groups.set(owner, [...(groups.get(owner) ?? []), polygon]);
    }
  }
  return groups;
}

/** Cuts a ring at a parallel and keeps its north or south. */
function cutRing(ring, latitude, isNorth) {
  const keeps = ([, y]) => (isNorth ? y >= latitude : y <= latitude);
  const out = [];
  ring.forEach((point, i) => {
    const before = ring[(i + ring.length - 1) % ring.length];
    if (keeps(point) !== keeps(before) && point[1] !== before[1]) {
      const share = (latitude - before[1]) / (point[1] - before[1]);
      out.push([before[0] + share * (point[0] - before[0]), latitude]);
    }
    if (keeps(point)) out.push(point);
  });
  return out.length > 2 ? [...out, out[0]] : [];
}

/** Returns the polygons of each key in degrees, with Morocco cut at the parallel. */
function polygonsInDegrees(groups) {
  const all = [...groups].map(([key, polygons]) => [
    key,
    mergeArcs(atlas, polygons).arcs.map(
      (arcs) => feature(atlas, { type: "Polygon", arcs }).geometry.coordinates,
    ),
  ]);
  const morocco = all.find(([key]) => key === "MA");
  const side = (isNorth) =>
    morocco[1]
      .map((rings) =>
        rings.map((ring) => cutRing(ring.slice(0, -1), SAHARA_PARALLEL, isNorth)).filter((r) => r.length),
      )
      .filter((rings) => rings.length > 0);
  const [north, south] = [side(true), side(false)];
  morocco[1] = north;
  all.find(([key]) => key === SAHARA)[1].push(...south);
  return all;
}

/** Projects the rings of one polygon, rounded to whole units. */
function projectRings(coordinates) {
  const rings = [];
  let ring = [];
  const nothing = () => {};
  geoStream(
    { type: "Polygon", coordinates },
    projection.stream({
      point: (x, y) => ring.push([Math.round(x), Math.round(y)]),
      lineStart: () => {
        ring = [];
      },
      lineEnd: () => rings.push(ring),
      polygonStart: nothing,
      polygonEnd: nothing,
      sphere: nothing,
    }),
  );
  return rings.map(tidy).filter((points) => points.length >= 4);
}

/** Closes a ring and removes repeated points. */
function tidy(points) {
  const same = (a, b) => a[0] === b[0] && a[1] === b[1];
  const out = points.filter((point, i) => i === 0 || !same(point, points[i - 1]));
  if (out.length > 0 && !same(out[0], out[out.length - 1])) out.push(out[0]);
  return out;
}

/** Weights the corners of modest shapes more, so that they stay recognizable. */
function favourModestShapes(map) {
  for (const key of Object.keys(map.objects)) {
    const polygons = polygonsOf(map, key);
    if (polygons.reduce((sum, [outer]) => sum + areaOf(outer), 0) > MODEST) continue;
    for (const index of new Set(map.objects[key].arcs.flat(2).map((i) => (i < 0 ? ~i : i)))) {
      for (const point of map.arcs[index]) point[2] *= FINER;
    }
  }
}

/** Projects the whole map with shared borders; removes corners and islands too small to see. */
function reduce(groups) {
  const objects = {};
  for (const [key, polygons] of polygonsInDegrees(groups)) {
    const coordinates = polygons.map(projectRings).filter((rings) => rings.length > 0);
    objects[key] = { type: "MultiPolygon", coordinates };
  }
  const map = presimplify(topology(objects));
  map.objects[SAHARA] = mergeArcs(map, [map.objects[SAHARA]]);
  favourModestShapes(map);
  const simple = simplify(map, CORNER);
  return filter(simple, filterAttachedWeight(simple, ISLAND));
}

/** Returns the outlines of one object: a list of polygons, each a list of rings. */
function polygonsOf(map, key) {
  const geometry = map.objects[key] && feature(map, map.objects[key]).geometry;
  if (!geometry) return [];
  return geometry.type === "Polygon" ? [geometry.coordinates] : (geometry.coordinates ?? []);
}

function areaOf(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return Math.abs(sum) / 2;
}

/** Formats a line as path data: an absolute start, then relative steps. */
function linePath(points) {
  let [x, y] = points[0];
  let steps = "";
  for (const [nextX, nextY] of points.slice(1)) {
    const [dx, dy] = [nextX - x, nextY - y];
    if (dx === 0 && dy === 0) continue;
    steps += `${steps === "" || dx < 0 ? "" : " "}${dx}${dy < 0 ? "" : " "}${dy}`;
    [x, y] = [nextX, nextY];
  }
  return steps === "" ? "" : `M${points[0][0]} ${points[0][1]}l${steps}`;
}

function shapePath(polygons) {
  return polygons
    .flat()
    .map((ring) => linePath(ring.slice(0, -1)))
    .filter((d) => d !== "")
    .map((d) => `${d}z`)
    .join("");
}

/** Returns the centre of a country's largest ring in the original atlas, or the position chosen for it. */
function circleOf(iso2, groups) {
  const place = PLACES[iso2];
  if (place) return projection(place);
  const rings = (groups.get(iso2) ?? []).flatMap((polygon) => projectExactly(polygon));
  const largest = rings.sort((a, b) => areaOf(b) - areaOf(a))[0];
  if (!largest) throw new Error(`No shape and no place for ${iso2}`);
  const xs = largest.map((p) => p[0]);
  const ys = largest.map((p) => p[1]);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

/** Projects the rings of a polygon too small for whole units, without rounding. */
function projectExactly(polygon) {
  const { type, coordinates } = feature(atlas, polygon).geometry;
  if (type !== "Polygon") throw new Error(`Expected a polygon, got ${type}`);
  return coordinates.map((ring) => ring.map((point) => projection(point)));
}

/** Returns the disputed borders as polylines, to be drawn dashed over the others. */
function disputedLines(map) {
  const lines = [];
  for (const { sides, part } of DISPUTED) {
    const [a, b] = sides.map((key) => map.objects[key]);
    if (!a || !b) continue;
    const pair = { type: "GeometryCollection", geometries: [a, b] };
    for (const line of mesh(map, pair, (p, q) => p !== q).coordinates) {
      lines.push(...(part ? clip(line, part) : [line]));
    }
  }
  return lines.map((line) => line.map((point) => point.join(",")).join(" "));
}

/** Adds points to a line, so that it can be cut to a part. */
function densify(line) {
  const steps = 24;
  return line.flatMap((point, i) => {
    const next = line[i + 1];
    if (!next) return [point];
    const part = (k) => point.map((n, axis) => Math.round(n + ((next[axis] - n) * k) / steps));
    return Array.from({ length: steps }, (_, k) => part(k));
  });
}

/** Cuts a line to a box of degrees. */
function clip(sparse, [west, south, east, north]) {
  const line = densify(sparse);
  const isInside = ([x, y]) => {
    const [longitude, latitude] = projection.invert([x, y]);
    return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
  };
  const stretches = [];
  for (let i = 1; i < line.length; i++) {
    if (!isInside(line[i - 1]) || !isInside(line[i])) continue;
    const last = stretches.at(-1);
    if (last && last.at(-1) === line[i - 1]) last.push(line[i]);
    else stretches.push([line[i - 1], line[i]]);
  }
  return stretches.map((stretch) => stretch.filter((point, i) => i % 24 === 0 || point === stretch.at(-1)));
}

function drawWorld() {
  const groups = assignPolygons();
  const map = reduce(groups);
  const shapes = {};
  const circles = {};
  for (const { iso2 } of countries) {
    const polygons = polygonsOf(map, iso2);
    const area = polygons.reduce((sum, [outer]) => sum + areaOf(outer), 0);
    if (area >= SMALL) shapes[iso2] = shapePath(polygons);
    else
      circles[iso2] = circleOf(iso2, groups)
        .map((n) => (n * VIEW) / WIDTH)
        .map((n) => n.toFixed(1))
        .join(" ");
  }
  const land = [...groups.keys()]
    .filter((key) => key.startsWith("land:"))
    .flatMap((key) => polygonsOf(map, key));
  const rings = Object.keys(map.objects)
    .flatMap((key) => polygonsOf(map, key))
    .flat(2);
  const bottom = Math.max(...rings.map((point) => point[1]));
  const top = Math.min(...rings.map((point) => point[1]));
  const scale = VIEW / WIDTH;
  const viewBox = [0, Math.floor(top * scale) - 2, VIEW, Math.ceil((bottom - top) * scale) + 4].join(" ");
  return { viewBox, scale, shapes, circles, land: shapePath(land), disputed: disputedLines(map) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const text = `${JSON.stringify(drawWorld(), null, 2)}\n`;
  writeFileSync(at("../lib/profiles/map/world.json"), text);
  process.stdout.write(`lib/profiles/map/world.json: ${Buffer.byteLength(text)} bytes\n`);
}

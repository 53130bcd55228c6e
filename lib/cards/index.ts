import { createHash } from "node:crypto";
import { Resvg, renderAsync } from "@resvg/resvg-js";
import { LRUCache } from "lru-cache";
import { xmlText } from "@/lib/text/xml";
import { canDraw, fontFiles, type Run } from "./fonts";
import { breakLines, type Line, type Measure } from "./lines";
import { CARD, type CardText } from "./model";

const MARGIN = 80;
const INSIDE = CARD.width - 2 * MARGIN;
const COLOURS = { band: "#10303c", light: "#f3f8f8", dim: "#b9cfd3", accent: "#f0907a" } as const;
/** Sizes to try for a title, each with its number of lines: the first that fits is used. */
const TITLES = [
  { size: 68, most: 3 },
  { size: 58, most: 4 },
  { size: 48, most: 5 },
] as const;

/** Cards stored in this process, by their text. */
const drawn = new LRUCache<string, Buffer>({ max: 200 });

/**
 * Draws a card as a PNG, with our own fonts, so that it is the same on every server and needs no request to
 * others. A title that no font can draw is replaced by the site's name; the lines above and below it are left out.
 */
export async function drawCard(text: CardText): Promise<Buffer> {
  const svg = svgOf(text);
  const key = createHash("sha256").update(svg).digest("base64url");
  const known = drawn.get(key);
  if (known) return known;
  const picture = (await renderAsync(svg, options())).asPng();
  drawn.set(key, picture);
  return picture;
}

function options() {
  return { font: { loadSystemFonts: false, fontFiles: fontFiles() } };
}

function svgOf({ site, over, title, under, isRtl }: CardText): string {
  const measure = measurer();
  const written = canDraw(title) ? title : site;
  const set = TITLES.map(({ size, most }) => ({
    size,
    ...breakLines(written, { size, width: INSIDE, most, isRtl, measure }),
  }));
  const heading = set.find(({ isCut }) => !isCut) ?? set.at(-1);
  const one = (line: string, size: number) =>
    breakLines(canDraw(line) ? line : "", { size, width: INSIDE, most: 1, isRtl, measure }).lines;
  const size = heading?.size ?? TITLES[0].size;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">`,
    `<rect width="${CARD.width}" height="${CARD.height}" fill="${COLOURS.band}"/>`,
    `<rect y="${CARD.height - 12}" width="${CARD.width}" height="12" fill="${COLOURS.accent}"/>`,
    markOf(isRtl),
    ...linesOf(breakLines(site, { size: 34, width: INSIDE, most: 1, isRtl: false, measure }).lines, {
      y: 116,
      size: 34,
      fill: COLOURS.light,
      isRtl,
      inset: 76,
    }),
    ...linesOf(one(over, 30), { y: 210, size: 30, fill: COLOURS.accent, isRtl }),
    ...linesOf(heading?.lines ?? [], { y: 224 + size, size, fill: COLOURS.light, isRtl }),
    ...linesOf(one(under, 30), { y: 566, size: 30, fill: COLOURS.dim, isRtl }),
    "</svg>",
  ].join("");
}

function linesOf(
  lines: readonly Line[],
  at: { y: number; size: number; fill: string; isRtl: boolean; inset?: number },
): string[] {
  return lines.flatMap((line, n) => {
    const start = MARGIN + (at.inset ?? 0);
    const x = at.isRtl ? CARD.width - start - line.width : start;
    const y = at.y + n * at.size * 1.22;
    return line.runs.map((run) => runSvg(run, { x: x + run.x, y, size: at.size, fill: at.fill }));
  });
}

function runSvg(run: Run, at: { x: number; y: number; size: number; fill: string }): string {
  const text = xmlText(run.text);
  return `<text x="${at.x.toFixed(1)}" y="${at.y.toFixed(1)}" font-family="${run.family}" font-size="${at.size}" fill="${at.fill}">${text}</text>`;
}

/** Draws the site's logo, like `components/ui/icon.tsx`, before the site's name. */
function markOf(isRtl: boolean): string {
  const x = isRtl ? CARD.width - MARGIN - 60 : MARGIN;
  return [
    `<g transform="translate(${x} 72) scale(1.9)" fill="none" stroke="${COLOURS.light}" stroke-width="2.5" stroke-linecap="round">`,
    `<path stroke="none" fill="${COLOURS.light}" d="M16 3.5c-5.2 0-8.6 3.7-8.6 8.5 0 2.7 1 4.5 2 6.2h13.2c1-1.7 2-3.5 2-6.2 0-4.8-3.4-8.5-8.6-8.5z"/>`,
    `<path d="M10.3 17.5c-.6 3.7-2.3 5-4.3 5-1.7 0-2.8-1-2.8-2.4M12.8 18c0 5-1.3 7.8-3.6 9.6M19.2 18c0 5 1.3 7.8 3.6 9.6M21.7 17.5c.6 3.7 2.3 5 4.3 5 1.7 0 2.8-1 2.8-2.4M16 18v9.8"/>`,
    `<path stroke="none" fill="${COLOURS.band}" d="M11.3 12.3a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M17.7 12.3a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0"/>`,
    "</g>",
  ].join("");
}

/**
 * Measures text by drawing it, with the same shaping as in the picture. Each run is measured once; widths are
 * proportional to the size.
 */
function measurer(): Measure {
  const widths = new Map<string, number>();
  return (run, size) => {
    const key = `${run.family}\n${run.text}`;
    let width = widths.get(key);
    if (width === undefined) {
      const text = runSvg(run, { x: 0, y: 100, size: 100, fill: "#000" });
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${text}</svg>`;
      const box = new Resvg(svg, options()).getBBox();
      width = box ? box.width + Math.abs(box.x) : 20;
      widths.set(key, width);
    }
    return (width * size) / 100;
  };
}

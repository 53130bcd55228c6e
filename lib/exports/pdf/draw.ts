import type { ExportDocument, Part, Run } from "../document/model";
import { Flow } from "./flow";
import { COLOURS, type Font, type Look } from "./sheets";

/** Milliseconds of drawing before other work gets its turn. */
const TURN = 12;

/**
 * Draws a document as PDF, on the server or in a browser. `rest` lets other work run; it receives the number of parts drawn.
 */
export async function drawPdf(
  document: ExportDocument,
  fonts: readonly Font[],
  rest: (drawn: number, all: number) => Promise<void>,
): Promise<{ chunks: Uint8Array<ArrayBuffer>[]; pages: number }> {
  const flow = new Flow(document, fonts);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const ended = new Promise<void>((done, fail) => {
    flow.pdf.on("data", (chunk: Uint8Array<ArrayBuffer>) => chunks.push(chunk));
    flow.pdf.on("end", done);
    flow.pdf.on("error", fail);
  });
  let since = performance.now();
  for (const [n, part] of document.parts.entries()) {
    draw(flow, part, document, n);
    if (performance.now() - since < TURN) continue;
    await rest(n + 1, document.parts.length);
    since = performance.now();
  }
  if (flow.isUnwritable) draw(flow, note(document), document, document.parts.length);
  flow.finish();
  flow.pdf.end();
  await ended;
  return { chunks, pages: flow.pageCount };
}

const note = (document: ExportDocument): Part => ({
  is: "paragraph",
  look: "small",
  runs: [{ text: document.unwritable }],
});

const BODY = { full: 10, brief: 9 } as const;

function draw(flow: Flow, part: Part, document: ExportDocument, n: number): void {
  const size = document.isBrief ? BODY.brief : BODY.full;
  const air = document.isBrief ? 0.55 : 1;
  switch (part.is) {
    case "heading":
      heading(flow, part, document, n);
      break;
    case "paragraph":
      paragraph(flow, part, size, air);
      break;
    case "item":
      flow.item(part.mark, part.runs, { size, colour: COLOURS.ink }, part.depth);
      flow.gap(2 * air);
      break;
    case "facts":
      flow.gap(2 * air);
      flow.facts(part.pairs, size - 0.5, part.isTogether);
      flow.gap(4 * air);
      break;
    case "table":
      flow.gap(2 * air);
      flow.table(part, size - 1);
      flow.gap(7 * air);
      break;
  }
}

const HEADINGS = { 1: 22, 2: 14.5, 3: 12, 4: 10.5 } as const;
/** Space above headings of the first and of lower levels, in points. */
const ABOVE = { 1: 9, 2: 16, 3: 9, 4: 9 } as const;
/** Height in points of the part of a table that stays with the heading before it. */
const FIRST_ROWS = 80;
const LINES_KEPT = 3;

type Heading = Extract<Part, { is: "heading" }>;
const sizeOf = ({ level }: Heading, isBrief: boolean) =>
  isBrief ? (level === 1 ? 19 : 9.5) : HEADINGS[level];

function heading(flow: Flow, part: Heading, { parts, isBrief }: ExportDocument, n: number): void {
  const { level, runs } = part;
  const size = sizeOf(part, isBrief);
  if (n > 0) flow.gap(isBrief ? 4 : ABOVE[level]);
  // Never at the bottom of a page.
  flow.keep(isBrief ? 0 : size * 1.4 + 3 + roomBelow(flow, parts, n + 1));
  if (level === 1) flow.bar();
  const look: Look = { size, colour: level === 1 ? COLOURS.ink : COLOURS.accent, isBold: true, isOurs: true };
  flow.paragraph(`H${level}`, runs, look);
  flow.gap(isBrief ? 0.5 : 3);
}

/** Computes the height that must follow a heading on its page: the first lines, after any further headings. */
function roomBelow(flow: Flow, parts: readonly Part[], n: number): number {
  const part = parts[n];
  if (!part) return 0;
  if (part.is === "heading") {
    const size = sizeOf(part, false);
    return ABOVE[part.level] + size * 1.4 + 3 + roomBelow(flow, parts, n + 1);
  }
  if (part.is === "table") return FIRST_ROWS;
  const runs = part.is === "facts" ? (part.pairs[0]?.lines[0] ?? []) : part.runs;
  return flow.roomOf(runs, { size: BODY.full, colour: COLOURS.ink }, LINES_KEPT) + 2;
}

type Looks = "meta" | "quote" | "small" | "list" | "plain";

function paragraph(
  flow: Flow,
  { runs, look = "plain" }: { runs: readonly Run[]; look?: Looks },
  size: number,
  air: number,
): void {
  const small = size - 1;
  const looks: Record<Looks, Look> = {
    plain: { size, colour: COLOURS.ink },
    quote: { size: small, colour: COLOURS.ink },
    small: { size: small, colour: COLOURS.ink },
    list: { size: small, colour: COLOURS.ink, isOurs: true },
    meta: { size: small - 0.5, colour: COLOURS.soft, isOurs: true },
  };
  flow.paragraph(look === "quote" ? "BlockQuote" : "P", runs, looks[look], look === "quote" ? 16 : 0);
  flow.gap(5 * air);
}

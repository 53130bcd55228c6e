import {
  OPS,
  type PageViewport,
  type PDFDocumentProxy,
  type PDFPageProxy,
  Util,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import { z } from "zod";
import { OUTLINE_LIMITS } from "@/lib/files/outline/model";
import { cleanInline } from "@/lib/text/clean";
import { safeHref } from "@/lib/text/href";
import { normalize } from "@/lib/text/unicode";
import { TEXT_LIMITS } from "../../limits";
import { type Fragment, isMostlyRtl, upright } from "./fragments";
import { readTags, type Tagged } from "./tags";

/** Milliseconds for reading pages, well below the process's limit. */
const READING_TIME = 60_000;
/** Links of a page that are read: each fragment is compared with each. */
const LINKS = 200;
/** Characters of a link; text cannot have longer ones. */
const LONGEST_LINK = 2_000;

/** The text of a page. Coordinates are in points from its top left corner. */
export interface PdfPage {
  fragments: Fragment[];
  /** What the tags of the page say about its text; null if it has none. */
  tags: Tagged | null;
  /** Names of the pictures on it, as the PDF reader gives them. */
  pictures: string[];
  /** Whether it has more text than is read of a page. */
  isCut: boolean;
}

export interface PdfPages {
  pages: PdfPage[];
  /** Whether text was left out because of the limits. */
  isCut: boolean;
}

/** Reads the pages of a PDF, up to the limits of an outline and of time. */
export async function readPages(document: PDFDocumentProxy): Promise<PdfPages> {
  const until = Date.now() + READING_TIME;
  const pages: PdfPage[] = [];
  let characters = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const isFull = characters > OUTLINE_LIMITS.characters || pages.length >= TEXT_LIMITS.pages;
    if (isFull || Date.now() > until) return { pages, isCut: true };
    const page = await document.getPage(number);
    const read = await readPage(page);
    for (const { text } of read.fragments) characters += text.length;
    pages.push(read);
    page.cleanup();
  }
  return { pages, isCut: pages.some((page) => page.isCut) };
}

async function readPage(page: PDFPageProxy): Promise<PdfPage> {
  // Fonts have names only after the page was prepared for drawing; a page that cannot be drawn can still have text.
  const operators = await page.getOperatorList().catch(() => null);
  const viewport = page.getViewport({ scale: 1 });
  const [{ items }, tree, links] = await Promise.all([
    page.getTextContent({ includeMarkedContent: true }),
    page.getStructTree().catch(() => null),
    linksOf(page, viewport),
  ]);
  const styleOf = fontStyles(page);
  const fragments: Fragment[] = [];
  let room: number = TEXT_LIMITS.pageCharacters;
  const open: (string | null)[] = [];
  for (const item of items) {
    if (!("str" in item)) {
      if (item.type === "endMarkedContent") open.pop();
      else open.push(markedId(item.id) ?? open.at(-1) ?? null);
      continue;
    }
    const text = plainLetters(cleanInline(item.str));
    if (text.trim() === "") continue;
    room -= text.length;
    if (room < 0) break;
    const [a, b, c, d, x, y] = Util.transform(viewport.transform, item.transform) as Matrix;
    // Text beside the page is not seen.
    if (!(x >= 0 && x <= viewport.width && y >= 0 && y <= viewport.height)) continue;
    fragments.push({
      text,
      x,
      y,
      width: item.width,
      size: Math.hypot(c, d),
      angle: Math.round(Math.atan2(b, a) / (Math.PI / 2)) * 90,
      isRtl: item.dir === "rtl",
      isRtlPage: false,
      ...styleOf(item.fontName),
      href: null,
      content: open.at(-1) ?? null,
    });
  }
  const isRtlPage = isMostlyRtl(fragments);
  return {
    fragments: upright(fragments.map((one) => ({ ...withLink(one, links), isRtlPage }))),
    tags: tree ? readTags(tree) : null,
    pictures: operators ? picturesIn(operators) : [],
    isCut: room < 0,
  };
}

/** Letters in the forms that they have within Arabic words, and ligatures such as "fi", become plain letters. */
const plainLetters = (text: string) =>
  text.replace(/[\ufb00-\ufdff\ufe70-\ufefc]/g, (one) => normalize(one, "NFKC")).replace(/ (?=\p{M})/gu, "");

type Matrix = [number, number, number, number, number, number];

/** The id of marked content; the PDF reader gives null, or an id with "null", to content that has none. */
const markedId = (id: unknown) => (typeof id === "string" && !id.endsWith("_null") ? id : null);

const Font = z.object({ name: z.string().catch(""), bold: z.unknown(), italic: z.unknown() });

function fontStyles(page: PDFPageProxy): (name: string) => { isBold: boolean; isItalic: boolean } {
  const known = new Map<string, { isBold: boolean; isItalic: boolean }>();
  return (id) => {
    const found = known.get(id);
    if (found) return found;
    const font = Font.safeParse(page.commonObjs.has(id) ? page.commonObjs.get(id) : null).data;
    const name = (font?.name ?? "").slice(0, 200);
    const style = {
      isBold: font?.bold === true || /bold|black|heavy|demi/i.test(name),
      isItalic: font?.italic === true || /italic|oblique/i.test(name),
    };
    known.set(id, style);
    return style;
  };
}

interface Link {
  href: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const Annotation = z.object({ url: z.string().max(LONGEST_LINK), rect: z.array(z.number()).length(4) });

async function linksOf(page: PDFPageProxy, viewport: PageViewport): Promise<Link[]> {
  const annotations: unknown[] = await page.getAnnotations().catch(() => []);
  return annotations.slice(0, LINKS).flatMap((annotation) => {
    const read = Annotation.safeParse(annotation).data;
    const href = read ? safeHref(read.url) : null;
    if (!read || href === null || href.length > LONGEST_LINK) return [];
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = viewport.convertToViewportRectangle(read.rect) as number[];
    return [
      {
        href,
        left: Math.min(x0, x1),
        right: Math.max(x0, x1),
        top: Math.min(y0, y1),
        bottom: Math.max(y0, y1),
      },
    ];
  });
}

/** Gives a fragment the link that lies over its middle. */
function withLink(fragment: Fragment, links: readonly Link[]): Fragment {
  const [x, y] = [fragment.x + fragment.width / 2, fragment.y - fragment.size / 4];
  const link = links.find((one) => one.left <= x && x <= one.right && one.top <= y && y <= one.bottom);
  return link ? { ...fragment, href: link.href } : fragment;
}

/** Names each picture on a page once. Those beyond the limit of pixels are not among them. */
function picturesIn({ fnArray, argsArray }: { fnArray: number[]; argsArray: unknown[] }): string[] {
  const names = fnArray.flatMap((operator, at) => {
    const args: unknown = argsArray[at];
    const name: unknown = operator === OPS.paintImageXObject && Array.isArray(args) ? args[0] : null;
    return typeof name === "string" ? [name] : [];
  });
  return [...new Set(names)];
}

import type { FileTypeName } from "@/lib/files/types/model";
import { TextPages } from "./limits";
import { type Parts, withParts } from "./xml";

/** Extracts the text of an office document: pages, slides or sheets. */
export async function readOffice(type: FileTypeName, path: string): Promise<string[]> {
  return withParts(path, async (parts) => {
    const texts = new TextPages();
    if (type === "docx" || type === "docm") await readWord(parts, texts);
    else if (type === "pptx" || type === "ppsx" || type === "pptm") await readSlides(parts, texts);
    else if (type === "xlsx" || type === "xlsm") await readSheets(parts, texts);
    else await readOpenDocument(parts, texts);
    return texts.finish();
  });
}

/** Reads a Word document. A page ends at a manual break, or where Word recorded one at its last layout. */
async function readWord(parts: Parts, texts: TextPages): Promise<void> {
  let isText = false;
  await parts.parse("word/document.xml", {
    open(name, attributes) {
      if (name === "t") isText = true;
      else if (name === "tab") texts.add("\t");
      else if (name === "lastRenderedPageBreak" || (name === "br" && attributes.type === "page"))
        texts.endPage();
      else if (name === "br" || name === "cr") texts.add("\n");
    },
    close(name) {
      if (name === "t") isText = false;
      else if (name === "p") texts.add("\n");
      else if (name === "tc") texts.add("\t");
    },
    text: (text) => {
      if (isText) texts.add(text);
    },
    isDone: () => texts.isFull,
  });
}

async function readSlides(parts: Parts, texts: TextPages): Promise<void> {
  for (const slide of await inOrder(parts, "ppt/presentation.xml", "sldId", /^ppt\/slides\/slide\d+\.xml$/)) {
    if (texts.isFull) return;
    await readRuns(parts, slide, texts);
    texts.endPage();
  }
}

/** Extracts the text of drawings: `a:t` in `a:p`. */
async function readRuns(parts: Parts, name: string, texts: TextPages): Promise<void> {
  let isText = false;
  await parts.parse(name, {
    open(tag) {
      if (tag === "t") isText = true;
      else if (tag === "br") texts.add("\n");
    },
    close(tag) {
      if (tag === "t") isText = false;
      else if (tag === "p") texts.add("\n");
    },
    text: (text) => {
      if (isText) texts.add(text);
    },
    isDone: () => texts.isFull,
  });
}

async function readSheets(parts: Parts, texts: TextPages): Promise<void> {
  const shared = await readSharedStrings(parts);
  for (const sheet of await inOrder(parts, "xl/workbook.xml", "sheet", /^xl\/worksheets\/sheet\d+\.xml$/)) {
    if (texts.isFull) return;
    await readSheet(parts, sheet, shared, texts);
    texts.endPage();
  }
}

const MOST_SHARED = 4_000_000;

async function readSharedStrings(parts: Parts): Promise<string[]> {
  const shared: string[] = [];
  let characters = 0;
  let isText = false;
  let current = "";
  await parts.parse("xl/sharedStrings.xml", {
    open(name) {
      if (name === "si") current = "";
      isText = name === "t";
    },
    close(name) {
      if (name === "t") isText = false;
      if (name === "si") shared.push(current);
    },
    text(text) {
      if (!isText) return;
      current += text;
      characters += text.length;
    },
    isDone: () => characters > MOST_SHARED,
  });
  return shared;
}

async function readSheet(
  parts: Parts,
  name: string,
  shared: readonly string[],
  texts: TextPages,
): Promise<void> {
  let kind = "";
  let isValue = false;
  let value = "";
  await parts.parse(name, {
    open(tag, attributes) {
      if (tag === "c") [kind, value] = [attributes.t ?? "", ""];
      isValue = tag === "v" || tag === "t";
    },
    close(tag) {
      isValue = false;
      if (tag === "c" && value !== "") texts.add(`${kind === "s" ? (shared[Number(value)] ?? "") : value}\t`);
      if (tag === "row") texts.add("\n");
    },
    text: (text) => {
      if (isValue) value += text;
    },
    isDone: () => texts.isFull,
  });
}

/**
 * Lists the parts that a main part refers to, in its order and each once: `sldId` of a presentation, `sheet`
 * of a workbook. Other matching parts follow by number.
 */
async function inOrder(parts: Parts, main: string, tag: string, pattern: RegExp): Promise<string[]> {
  const folder = main.slice(0, main.indexOf("/"));
  const targets = new Map<string, string>();
  await parts.parse(main.replace(/([^/]+)$/, "_rels/$1.rels"), {
    open(name, { Id, Target }) {
      if (name === "Relationship" && Id && Target) targets.set(Id, targetIn(folder, Target));
    },
  });
  const listed = new Set<string>();
  await parts.parse(main, {
    open(name, attributes) {
      const target = name === tag ? targets.get(attributes["r:id"] ?? "") : undefined;
      if (target && parts.has(target)) listed.add(target);
    },
  });
  const number = (name: string) => Number(/\d+/.exec(name.slice(name.lastIndexOf("/")))?.[0] ?? 0);
  const others = parts
    .names()
    .filter((name) => pattern.test(name) && !listed.has(name))
    .sort((a, b) => number(a) - number(b));
  return [...listed, ...others];
}

function targetIn(folder: string, target: string): string {
  return target.startsWith("/") ? target.slice(1) : `${folder}/${target}`;
}

/** Reads an OpenDocument file: each drawing page or table ends a page; text without any is one page. */
async function readOpenDocument(parts: Parts, texts: TextPages): Promise<void> {
  let depth = 0;
  await parts.parse("content.xml", {
    open(name, attributes) {
      if (name === "p" || name === "h") depth += 1;
      else if (name === "s") texts.add(" ".repeat(Math.min(Number(attributes.c ?? 1) || 1, 100)));
      else if (name === "tab") texts.add("\t");
      else if (name === "line-break") texts.add("\n");
    },
    close(name) {
      if (name === "p" || name === "h") {
        depth -= 1;
        texts.add("\n");
      } else if (name === "table-cell") texts.add("\t");
      else if (name === "page" || name === "table") texts.endPage();
    },
    text: (text) => {
      if (depth > 0) texts.add(text);
    },
    isDone: () => texts.isFull,
  });
}

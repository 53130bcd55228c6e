import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { FileTypeName } from "@/lib/files/types/model";
import {
  docxOf,
  mediaOf,
  odtOf,
  pdfOf,
  picturedPlace,
  pictureOf,
  pptxOf,
  wavOf,
  xlsxOf,
  zipOf,
} from "@/tests/support/sample-files";
import { CAPTIONS, TEXTS } from "../exchange";
import { TEXT_LIMITS, TextPages } from "./limits";
import { readInside } from "./read";

const folder = mkdtempSync(join(tmpdir(), "octopus-read-"));
const out = join(folder, "out");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
});

async function read(type: FileTypeName, bytes: Buffer | string) {
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  const extension = type === "captions" ? "vtt" : type;
  const reading = await readInside(path, { name: `file.${extension}`, type }, out);
  const texts = reading.hasText ? (JSON.parse(readFileSync(join(out, TEXTS), "utf8")) as string[]) : [];
  return { ...reading, texts };
}

describe("reading text", () => {
  it("reads a PDF by page, with a picture of its first page", async () => {
    const found = await read("pdf", await pdfOf(["Article 29 preservation", "Article 18 production"]));
    expect(found).toMatchObject({ pages: 2, flags: ["untagged"], hasText: true });
    expect(found.texts).toEqual(["Article 29 preservation", "Article 18 production"]);
    const drawn = found.pictures.filter(({ page }) => page !== null);
    expect(drawn.map(({ page, width, format }) => `${page} ${width} ${format}`)).toEqual([
      "1 960 webp",
      "2 960 webp",
    ]);
    const cover = found.pictures.filter(({ page }) => page === null);
    expect(cover.map(({ width, format }) => `${width} ${format}`)).toEqual([
      "320 webp",
      "320 jpeg",
      "640 webp",
      "640 jpeg",
      "1280 webp",
      "1280 jpeg",
    ]);
  });

  it("finds no text in a scanned PDF", async () => {
    expect(await read("pdf", await pdfOf(["", ""]))).toMatchObject({ pages: 2, hasText: false });
  });

  it("finds no text in a protected PDF and flags it", async () => {
    const found = await read("pdf", await pdfOf(["secret"], { password: "open" }));
    expect(found).toMatchObject({ pages: null, hasText: false, flags: ["password"] });
  });

  it("reads a Word document by its page breaks", async () => {
    const found = await read("docx", await docxOf([["Chapter <1>", "مرحبا"], ["電子証拠"]]));
    expect(found.texts).toEqual(["Chapter <1>\nمرحبا", "電子証拠"]);
    expect(found.pages).toBeNull();
  });

  it("reads a presentation in the order of its slides", async () => {
    const found = await read("pptx", await pptxOf(["First", "Second", "Third"]));
    expect(found).toMatchObject({ pages: 3, texts: ["First", "Second", "Third"] });
  });

  it("reads a workbook row by row", async () => {
    const found = await read(
      "xlsx",
      await xlsxOf([
        ["Law", "Year"],
        ["Cybercrime", 2016],
      ]),
    );
    expect(found).toMatchObject({ pages: 1, texts: ["Law\tYear\t\nCybercrime\t2016"] });
  });

  it("reads an OpenDocument text", async () => {
    expect((await read("odt", await odtOf(["One", "Two"]))).texts).toEqual(["One\nTwo"]);
  });

  it("reads plain files in common encodings, without characters Postgres rejects", async () => {
    expect((await read("txt", "Bonjour à tous\r\nLigne")).texts).toEqual(["Bonjour à tous\nLigne"]);
    expect((await read("txt", Buffer.from("Liberté", "latin1"))).texts).toEqual(["Liberté"]);
    expect((await read("csv", Buffer.from("\ufeffa;b", "utf16le"))).texts).toEqual(["a;b"]);
    expect((await read("txt", "   \n ")).hasText).toBe(false);
  });

  it("does not expand entities of a hostile document", async () => {
    const bomb = `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${"&a;".repeat(1000)}">]><d><w:t>&b;</w:t></d>`;
    await expect(read("docx", await zipOf({ "word/document.xml": bomb }))).rejects.toThrow();
    await expect(read("docx", await zipOf({ "word/document.xml": "<a><b></a>" }))).rejects.toThrow();
    await expect(read("pdf", "%PDF-1.7 nothing %%EOF")).rejects.toThrow();
  });
});

describe("reading duration", () => {
  it.each(["webm", "mp4", "m4a", "ogg", "mp3"] as const)("of %s", async (type) => {
    expect(await read(type, mediaOf(type))).toMatchObject({ seconds: 3, hasText: false, pages: null });
  });

  it("of WAV", async () => {
    expect((await read("wav", wavOf(125))).seconds).toBe(125);
  });

  it("is unknown if the header is broken", async () => {
    expect((await read("mp4", mediaOf("mp4").subarray(0, 200))).seconds).toBeNull();
  });
});

describe("reading captions", () => {
  it("makes a transcript, and a file for players without the uploaded markup", async () => {
    const vtt =
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Awa>Preserve <b>first</b>,\n\n00:02.000 --> 00:03.000\n<v Awa>ask later.<img src=x onerror=alert(1)>\n";
    const found = await read("captions", vtt);
    expect([found.texts, found.hasCaptions]).toEqual([["Awa: Preserve first, ask later."], true]);
    expect(readFileSync(join(out, CAPTIONS), "utf8")).toBe(
      "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nAwa: Preserve first,\n\n00:00:02.000 --> 00:00:03.000\nAwa: ask later.\n",
    );
  });

  it("reads unverified captions as text only", async () => {
    expect(await read("captions", "Just words")).toMatchObject({ texts: ["Just words"], hasCaptions: false });
  });
});

describe("text limits", () => {
  it("apply to a page and to the whole", () => {
    const texts = new TextPages();
    for (let page = 0; page < 100; page += 1) {
      texts.add("x".repeat(60_000));
      texts.endPage();
    }
    expect(texts.pages[0]).toHaveLength(TEXT_LIMITS.pageCharacters);
    expect(texts.pages.join("").length).toBe(TEXT_LIMITS.characters);
    expect(texts.isFull).toBe(true);
  });
});

describe("pictures", () => {
  it("are upright, in two formats, not enlarged, and without location data", async () => {
    const { pictures, hasText } = await read("jpeg", await picturedPlace());
    expect(hasText).toBe(false);
    expect(pictures.map(({ width, height, format }) => [width, height, format])).toEqual([
      [30, 60, "webp"],
      [30, 60, "jpeg"],
    ]);
    for (const { path } of pictures) {
      const { exif, icc, xmp } = await sharp(path).metadata();
      expect([exif, icc, xmp]).toEqual([undefined, undefined, undefined]);
    }
  });

  it("have three widths if the original is wide", async () => {
    const { pictures } = await read("png", await pictureOf("png", 2000, 1000));
    expect(pictures.map(({ width, height }) => `${width}x${height}`)).toEqual([
      "320x160",
      "320x160",
      "640x320",
      "640x320",
      "1280x640",
      "1280x640",
    ]);
  });
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import {
  docxOf,
  EICAR,
  mediaOf,
  odtOf,
  pdfOf,
  picturedPlace,
  pictureOf,
  pptxOf,
  rawZip,
  wavOf,
  xlsxOf,
  zipOf,
} from "@/tests/support/sample-files";
import { Refused } from "../exchange";
import { ARCHIVE_LIMITS } from "./archive";
import { inspectFile } from "./inspect";

const folder = mkdtempSync(join(tmpdir(), "octopus-inspect-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Temporary files must be gone after each test. */
afterEach(() => expect(readdirSync(folder)).toEqual(["upload"]));

async function inspect(name: string, bytes: Buffer | string) {
  const path = join(folder, "upload");
  writeFileSync(path, bytes);
  return inspectFile(path, name);
}

const refusal = async (name: string, bytes: Buffer | string | Promise<Buffer>): Promise<string> => {
  try {
    const { type } = await inspect(name, await bytes);
    return `taken as ${type}`;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
};

const MP3 = Buffer.concat([
  Buffer.from("ID3\x03\0\0\0\0\0\0", "latin1"),
  Buffer.from("fffb9000", "hex"),
  Buffer.alloc(800),
]);

describe("accepted files", () => {
  it.each<[string, () => Promise<Buffer> | Buffer | string, string]>([
    ["guide.pdf", () => pdfOf(["One", "Two"]), "pdf"],
    ["guide.docx", () => docxOf([["One"], ["Two"]]), "docx"],
    ["slides.pptx", () => pptxOf(["One", "Two"]), "pptx"],
    ["laws.xlsx", () => xlsxOf([["Law", 2016]]), "xlsx"],
    ["guide.odt", () => odtOf(["One"]), "odt"],
    ["course.zip", () => zipOf({ "a.txt": "a", "folder/b.csv": "1;2" }), "zip"],
    ["picture.png", () => pictureOf("png"), "png"],
    ["picture.JPG", () => pictureOf("jpeg"), "jpeg"],
    ["picture.webp", () => pictureOf("webp"), "webp"],
    ["picture.gif", () => pictureOf("gif"), "gif"],
    ["talk.mp3", () => MP3, "mp3"],
    ["talk.mp3", () => mediaOf("mp3"), "mp3"],
    ["talk.webm", () => mediaOf("webm"), "webm"],
    ["talk.mp4", () => mediaOf("mp4"), "mp4"],
    ["talk.m4a", () => mediaOf("m4a"), "m4a"],
    ["recorder.m4a", () => mediaOf("mp4"), "m4a"],
    ["talk.ogg", () => mediaOf("ogg"), "ogg"],
    ["talk.opus", () => mediaOf("ogg"), "ogg"],
    ["talk.wav", () => wavOf(1), "wav"],
    ["notes.txt", () => "Bonjour à tous, مرحبا", "txt"],
    ["bmw.txt", () => "BMW is not a bitmap, and MZ is no program here", "txt"],
    ["old.txt", () => Buffer.from("Liberté, égalité", "latin1"), "txt"],
    ["wide.txt", () => Buffer.from("\ufeffwide text", "utf16le"), "txt"],
    ["list.csv", () => "country;law\nSN;2016-29\n", "csv"],
    ["talk.vtt", () => "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", "captions"],
    ["page.html", () => "<!doctype html><p>Text</p>", "markup"],
    ["old.rtf", () => "{\\rtf1\\ansi Hello}", "rtf"],
  ])("%s", async (name, make, type) => {
    expect(await inspect(name, await make())).toMatchObject({ type, flags: [] });
  });

  it("accepts a course: an archive in an archive", async () => {
    const inner = await zipOf({ "guide.docx": await docxOf([["One"]]) });
    expect(await inspect("course.zip", await zipOf({ "module.zip": inner }))).toMatchObject({ type: "zip" });
  });

  it("reports the size of a rotated picture upright, and its location data", async () => {
    expect(await inspect("a.jpg", await picturedPlace())).toEqual({
      type: "jpeg",
      flags: ["location"],
      width: 30,
      height: 60,
    });
  });

  it("flags documents with macros, embedded files or a remote template", async () => {
    const macros = { "word/vbaProject.bin": Buffer.from("d0cf11e0", "hex") };
    const rels = (type: string, mode: string) =>
      `<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="https://evil.example/t.dotm" ${mode}/></Relationships>`;
    expect(await inspect("a.docm", await docxOf([["a"]], { isMacro: true, extra: macros }))).toMatchObject({
      type: "docm",
      flags: ["macros"],
    });
    expect((await inspect("a.docx", await docxOf([["a"]], { extra: macros }))).flags).toEqual(["macros"]);
    const template = { "word/_rels/settings.xml.rels": rels("attachedTemplate", 'TargetMode="External"') };
    expect((await inspect("a.docx", await docxOf([["a"]], { extra: template }))).flags).toEqual(["remote"]);
    const link = { "word/_rels/document.xml.rels": rels("hyperlink", 'TargetMode="External"') };
    expect((await inspect("a.docx", await docxOf([["a"]], { extra: link }))).flags).toEqual([]);
    const embedded = { "word/embeddings/book.xlsx": await xlsxOf([["a"]]) };
    expect((await inspect("a.docx", await docxOf([["a"]], { extra: embedded }))).flags).toEqual(["embedded"]);
    expect((await inspect("a.rtf", "{\\rtf1 {\\object\\objdata 0105}}")).flags).toEqual(["embedded"]);
  });

  it("flags SVG and HTML with scripts, to be served as inert text", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
    expect(await inspect("a.svg", svg)).toMatchObject({ type: "markup", flags: ["script"] });
    expect(await inspect("a.html", `${"x".repeat(70_000)}<scr`.concat("ipt>"))).toMatchObject({
      flags: ["script"],
    });
  });
});

describe("refused files", () => {
  it("refuses empty files and unknown extensions", async () => {
    expect(await refusal("a.pdf", "")).toBe("empty");
    for (const name of ["a.exe", "a", "a.pdf.js", "a.doc", "a.7z"])
      expect(await refusal(name, "x")).toBe("type");
  });

  it("refuses content that differs from the file's extension", async () => {
    expect(await refusal("a.pdf", "just text")).toBe("mismatch");
    expect(await refusal("a.png", pictureOf("jpeg"))).toBe("mismatch");
    expect(await refusal("a.docx", xlsxOf([["a"]]))).toBe("mismatch");
    expect(await refusal("a.docx", docxOf([["a"]], { isMacro: true }))).toBe("mismatch");
    expect(await refusal("a.docx", zipOf({ "a.txt": "a" }))).toBe("mismatch");
    expect(await refusal("a.zip", docxOf([["a"]]))).toBe("mismatch");
    expect(
      await refusal(
        "a.txt",
        pdfOf(["a"]).then((pdf) => Buffer.concat([pdf, Buffer.alloc(4)])),
      ),
    ).toBe("mismatch");
    expect(await refusal("a.txt", Buffer.from("MZ\x90\0\x03", "latin1"))).toBe("mismatch");
    expect(await refusal("a.txt", Buffer.from("fffe0000ff01", "hex"))).toBe("mismatch");
    expect(await refusal("a.mp4", MP3)).toBe("mismatch");
    expect(await refusal("a.mp4", "<!doctype html><script>alert(1)</script>")).toBe("mismatch");
    expect(await refusal("a.mp4", mediaOf("m4a"))).toBe("mismatch");
    expect(await refusal("a.webm", mediaOf("mp4"))).toBe("mismatch");
    expect(await refusal("a.jpg", '<svg onload="alert(1)"/>')).toBe("mismatch");
  });

  it("refuses captions that no player can read", async () => {
    const cue = "00:01.000 --> 00:02.000\nHello\n";
    for (const text of ["Hello", `<html>${cue}`, "WEBVTT\n", `WEBVTT\n\n${cue}\n5 --> 6\nHi\n`])
      expect(await refusal("a.vtt", text), text).toBe("captions");
    expect(await refusal("a.srt", "Hello")).toBe("captions");
    expect(await refusal("a.srt", `1\n${cue.replaceAll(".", ",")}`)).toBe("taken as captions");
    expect(await refusal("a.vtt", `WEBVTT\n\n${cue.repeat(100_000)}${cue.repeat(100_000)}`)).toBe("captions");
  });

  it("refuses a video that is also an archive or markup", async () => {
    const zip = await zipOf({ "a.txt": "a" });
    for (const type of ["mp4", "webm", "mp3", "ogg"] as const)
      expect(await refusal(`a.${type}`, Buffer.concat([mediaOf(type), zip])), type).toBe("polyglot");
    const marked = Buffer.from(mediaOf("mp4"));
    marked.write("<html><script>", 40, "latin1");
    expect(await refusal("a.mp4", marked)).toBe("polyglot");
  });

  it("refuses polyglots", async () => {
    const zip = await zipOf({ "a.txt": "a" });
    const behind = async (make: Promise<Buffer>) => Buffer.concat([await make, zip]);
    for (const format of ["png", "jpeg", "gif", "webp"] as const)
      expect([format, await refusal(`a.${format}`, behind(pictureOf(format)))]).toEqual([format, "polyglot"]);
    expect(await refusal("a.pdf", behind(pdfOf(["a"])))).toBe("polyglot");
    expect(await refusal("a.mp3", Buffer.concat([MP3, zip]))).toBe("polyglot");
    expect(
      await refusal("a.zip", rawZip([{ name: "a", content: "a" }], { before: "PK\x03\x04 %PDF-1.7 " })),
    ).toBe("polyglot");
    expect(await refusal("a.gif", Buffer.concat([await pictureOf("gif"), Buffer.from("%PDF-1.4")]))).toBe(
      "polyglot",
    );
    expect(
      await refusal("a.png", Buffer.concat([await pictureOf("png"), Buffer.from("<?php echo 1;")])),
    ).toBe("polyglot");
    const js = Buffer.concat([
      Buffer.from("GIF89a/*<script>*/", "latin1"),
      Buffer.alloc(50),
      Buffer.from(";"),
    ]);
    expect(await refusal("a.gif", js)).toMatch(/polyglot|damaged|mismatch/);
    expect(
      await refusal(
        "a.pdf",
        pdfOf(["a"]).then((pdf) => Buffer.concat([Buffer.from("MZ"), pdf])),
      ),
    ).toBe("mismatch");
    expect(
      await refusal(
        "a.docx",
        zipOf({
          mimetype: "application/epub+zip",
          "[Content_Types].xml": "<Types/>",
          "word/document.xml": "",
        }),
      ),
    ).toBe("polyglot");
  });

  it("refuses bytes after the end of an archive", async () => {
    expect(await refusal("a.zip", rawZip([{ name: "a", content: "a" }], { after: "<script>" }))).toMatch(
      /polyglot|damaged/,
    );
  });

  it("refuses bombs by ratio, number, depth, shared bytes and false sizes", async () => {
    const zeros = Buffer.alloc(30 * 1024 * 1024);
    expect(await refusal("a.zip", zipOf({ a: zeros }))).toBe("bomb");
    const many = Array.from({ length: ARCHIVE_LIMITS.entries + 1 }, (_, at) => ({ name: `f${at}` }));
    expect(await refusal("a.zip", rawZip(many))).toBe("bomb");
    let nested = await zipOf({ "a.txt": "a" });
    for (let depth = 1; depth <= ARCHIVE_LIMITS.depth; depth += 1) nested = await zipOf({ "n.zip": nested });
    expect(await refusal("a.zip", nested)).toBe("bomb");
    const kernel = Buffer.alloc(1_000_000, 7);
    expect(
      await refusal(
        "a.zip",
        rawZip([
          { name: "a", content: kernel, method: 8 },
          { name: "b", shares: 0 },
        ]),
      ),
    ).toMatch(/bomb|damaged/);
    expect(await refusal("a.zip", rawZip([{ name: "a", content: kernel, method: 8, told: 10 }]))).toBe(
      "bomb",
    );
    // Content of inner archives counts too.
    expect(await refusal("a.docx", docxOf([["a"]], { extra: { "word/media/a.bin": zeros } }))).toBe("bomb");
  }, 60_000);

  it("refuses paths that leave the archive, and links", async () => {
    for (const name of ["../a.txt", "/etc/passwd", "a/../../b", "C:/a.txt", "..\\a.txt"])
      expect([name, await refusal("a.zip", rawZip([{ name, content: "a" }]))]).toEqual([name, "path"]);
    expect(await refusal("a.zip", rawZip([{ name: "a", content: "/etc/passwd", mode: 0o120777 }]))).toBe(
      "path",
    );
  });

  it("refuses encrypted entries and programs", async () => {
    expect(await refusal("a.zip", rawZip([{ name: "a", content: "twelve bytesa", told: 1, flags: 1 }]))).toBe(
      "locked",
    );
    expect(await refusal("a.zip", rawZip([{ name: "a", content: "a", method: 99 }]))).toBe("locked");
    expect(await refusal("a.zip", zipOf({ "more.7z": "7z" }))).toBe("locked");
    expect(await refusal("a.zip", zipOf({ more: Buffer.from("Rar!\x1a\x07", "latin1") }))).toBe("locked");
    expect(await refusal("a.zip", zipOf({ "setup.exe": "a" }))).toBe("executable");
    expect(await refusal("a.zip", zipOf({ "photo.jpg": Buffer.from("MZ\x90\0", "latin1") }))).toBe(
      "executable",
    );
    expect(await refusal("a.docx", docxOf([["a"]], { extra: { "word/media/run.bat": "x" } }))).toBe(
      "executable",
    );
    expect(await refusal("a.zip", rawZip([{ name: "a.txt", localName: "b.txt", content: "a" }]))).toBe(
      "damaged",
    );
  });

  it("refuses damaged files", async () => {
    const png = await pictureOf("png");
    expect(await refusal("a.png", png.subarray(0, png.length - 20))).toBe("damaged");
    const zip = await zipOf({ "a.txt": "a".repeat(500) });
    expect(await refusal("a.zip", zip.subarray(0, zip.length - 30))).toBe("damaged");
    expect(await refusal("a.pdf", "%PDF-1.7\nand no end")).toBe("damaged");
    const webp = await pictureOf("webp");
    expect(await refusal("a.webp", webp.subarray(0, webp.length - 6))).toBe("damaged");
  });

  it("refuses a picture with too many pixels to decode", async () => {
    const png = Buffer.from(await pictureOf("png"));
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    expect(await refusal("a.png", png)).toMatch(/bomb|damaged/);
  });

  it("refuses the EICAR test string", async () => {
    expect(await refusal("eicar.txt", EICAR)).toBe("infected");
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import PDFDocument from "pdfkit";
import sharp from "sharp";
import { ZipFile } from "yazl";

/*
 * Files for testing uploads: harmless ones of each kind, created on demand, and hostile ones. An archive that
 * no program would write is built byte by byte.
 */
export const EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

type Content = string | Buffer;

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Creates an archive of these entries, as a normal program writes it. */
export function zipOf(entries: Record<string, Content>, { compress = true } = {}): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries))
    zip.addBuffer(Buffer.from(content), name, { compress });
  zip.end();
  return bytesOf(zip.outputStream);
}

export interface RawEntry {
  name: string;
  content?: Content;
  /** The size in the headers, if it is wrong. */
  told?: number;
  /** The name before the bytes, if it differs from that in the directory. */
  localName?: string;
  method?: number;
  flags?: number;
  /** The Unix file mode: 0o120777 is a symbolic link. */
  mode?: number;
  /** Uses the bytes of the entry with this number instead of its own. */
  shares?: number;
}

/** Creates an archive byte by byte, with any values in its headers. */
export function rawZip(entries: readonly RawEntry[], { before = "", after = "" } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from(before, "latin1")];
  const directory: Buffer[] = [];
  const starts: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [number, entry] of entries.entries()) {
    const content = Buffer.from(entry.content ?? "");
    const method = entry.method ?? 0;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const size = entry.told ?? content.length;
    const shared = entry.shares === undefined ? undefined : starts[entry.shares];
    starts[number] = shared ?? at;
    const common = (name: Buffer) => {
      const header = Buffer.alloc(26);
      header.writeUInt16LE(20, 0);
      header.writeUInt16LE(entry.flags ?? 0, 2);
      header.writeUInt16LE(method, 4);
      header.writeUInt32LE(packed.length, 14);
      header.writeUInt32LE(size, 18);
      header.writeUInt16LE(name.length, 22);
      return header;
    };
    if (shared === undefined) {
      const name = Buffer.from(entry.localName ?? entry.name);
      const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common(name), name, packed]);
      parts.push(local);
      at += local.length;
    }
    const name = Buffer.from(entry.name);
    const record = Buffer.alloc(14);
    record.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    record.writeUInt32LE(starts[number] ?? 0, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), Buffer.from([20, 3]), common(name), record, name]),
    );
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end, Buffer.from(after, "latin1")]);
}

/** Creates a PDF with a page for each text. */
export async function pdfOf(pages: readonly string[], options: { password?: string } = {}): Promise<Buffer> {
  const document = new PDFDocument({
    autoFirstPage: false,
    compress: false,
    ...(options.password ? { userPassword: options.password } : {}),
  });
  for (const text of pages) {
    document.addPage();
    document.text(text);
  }
  document.end();
  return bytesOf(document);
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const typesOf = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/main.xml" ContentType="${main}"/></Types>`;
export const DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const DOCM_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml";

/** Creates a Word document: pages of paragraphs. */
export function docxOf(
  pages: readonly (readonly string[])[],
  {
    extra = {},
    isMacro = false,
    compress = true,
  }: { extra?: Record<string, Content>; isMacro?: boolean; compress?: boolean } = {},
): Promise<Buffer> {
  const body = pages
    .map((page) => page.map((text) => `<w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`).join(""))
    .join('<w:p><w:r><w:br w:type="page"/></w:r></w:p>');
  const entries = {
    "[Content_Types].xml": typesOf(isMacro ? DOCM_MAIN : DOCX_MAIN),
    "word/document.xml": `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...extra,
  };
  return zipOf(entries, { compress });
}

/** Creates a presentation whose slides are stored in a different order. */
export function pptxOf(slides: readonly string[]): Promise<Buffer> {
  const order = slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at + 1}"/>`).join("");
  const targets = slides
    .map(
      (_, at) =>
        `<Relationship Id="rId${at + 1}" Type="x/slide" Target="slides/slide${slides.length - at}.xml"/>`,
    )
    .join("");
  const parts = slides.map((text, at) => [
    `ppt/slides/slide${slides.length - at}.xml`,
    `<p:sld xmlns:a="a" xmlns:p="p"><a:p><a:r><a:t>${escaped(text)}</a:t></a:r></a:p></p:sld>`,
  ]);
  return zipOf({
    "[Content_Types].xml": typesOf(
      "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
    "ppt/presentation.xml": `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>${order}</p:sldIdLst></p:presentation>`,
    "ppt/_rels/presentation.xml.rels": `<Relationships>${targets}</Relationships>`,
    ...Object.fromEntries(parts),
  });
}

/** Creates a workbook of one sheet: texts in the shared table, numbers in the cells. */
export function xlsxOf(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const shared: string[] = [];
  const cells = rows
    .map((row) => {
      const list = row.map((cell) => {
        if (typeof cell === "number") return `<c><v>${cell}</v></c>`;
        shared.push(cell);
        return `<c t="s"><v>${shared.length - 1}</v></c>`;
      });
      return `<row>${list.join("")}</row>`;
    })
    .join("");
  return zipOf({
    "[Content_Types].xml": typesOf(
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
    "xl/workbook.xml":
      '<workbook xmlns:r="r"><sheets><sheet name="Laws" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/sharedStrings.xml": `<sst>${shared.map((text) => `<si><t>${escaped(text)}</t></si>`).join("")}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${cells}</sheetData></worksheet>`,
  });
}

/** Creates an OpenDocument text. */
export function odtOf(paragraphs: readonly string[]): Promise<Buffer> {
  const text = paragraphs.map((one) => `<text:p>${escaped(one)}</text:p>`).join("");
  return zipOf(
    {
      mimetype: "application/vnd.oasis.opendocument.text",
      "content.xml": `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>${text}</office:text></office:body></office:document-content>`,
    },
    { compress: false },
  );
}

type Format = "png" | "jpeg" | "webp" | "gif";

/** Creates a picture in one colour. */
export function pictureOf(format: Format, width = 40, height = 20): Promise<Buffer> {
  const background = { r: 180, g: 90, b: 40 };
  return sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer();
}

/** Creates a picture with GPS coordinates that is stored rotated. */
export function picturedPlace(): Promise<Buffer> {
  const background = { r: 20, g: 120, b: 140 };
  return sharp({ create: { width: 60, height: 30, channels: 3, background } })
    .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "44/1 26/1 0/1" }, IFD0: { Make: "Camera" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/** Returns three seconds of a test pattern and a tone; `tests/samples/README.md` says how they were made. */
export function mediaOf(type: "webm" | "mp4" | "m4a" | "ogg" | "mp3"): Buffer {
  return readFileSync(join(import.meta.dirname, "../samples", `talk.${type}`));
}

/** Creates this many seconds of silence as WAV, in 8 bits at 8 kHz. */
export function wavOf(seconds: number): Buffer {
  const data = Buffer.alloc(seconds * 8_000, 0x80);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + data.length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

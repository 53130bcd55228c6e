import { Resvg } from "@resvg/resvg-js";
import PDFDocument from "pdfkit";
import sharp from "sharp";
import { fontFiles } from "@/lib/cards/fonts";

const [WIDTH, HEIGHT] = [1_240, 1_754];

/** Creates a scanned sheet of paper with these lines: grey, slightly uneven, as a JPEG. */
async function sheet(lines: readonly string[], isRtl: boolean): Promise<Buffer> {
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const at = isRtl ? `x="${WIDTH - 120}" text-anchor="end"` : 'x="120"';
  const texts = lines.map(
    (line, n) =>
      `<text ${at} y="${180 + n * 54}" font-size="30" font-family="${isRtl ? "Noto Naskh Arabic" : "Source Serif 4"}">${escaped(line)}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="#f4f2ee"/>${texts.join("")}</svg>`;
  const png = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: fontFiles() } }).render().asPng();
  return sharp(png).rotate(0.4, { background: "#f4f2ee" }).grayscale().jpeg({ quality: 70 }).toBuffer();
}

/** Creates a PDF as scanners do: a picture on each page, and no text. Created on demand, so that none is stored. */
export async function scanOf(
  pages: readonly (readonly string[])[],
  { isRtl = false }: { isRtl?: boolean } = {},
): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, size: "A4" });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done) => document.on("end", done));
  for (const lines of pages) {
    document.addPage({ size: "A4", margin: 0 });
    document.image(await sheet(lines, isRtl), 0, 0, { fit: [595.28, 841.89] });
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { asOfText, type Block, boundDocument, type SeedDocument, WORDS } from "./document";

/* The same documents for Word, for editing, translating and adapting to a country. */
const ACCENT = "0B5C7A";
const SHADE = "EEF3F5";
const TWIPS = 9_300;

/** Returns the bytes of a document as DOCX. They differ each time, since they contain the current time. */
export async function docxOf(given: SeedDocument): Promise<Buffer> {
  const document = boundDocument(given);
  const words = WORDS[document.language];
  const file = new Document({
    title: document.title,
    subject: document.subtitle,
    creator: words.from,
    styles: {
      default: {
        document: { run: { font: "Calibri", size: 22, language: { value: document.language } } },
        heading1: { run: { font: "Calibri", size: 40, bold: true } },
        heading2: { run: { font: "Calibri", size: 27, bold: true, color: ACCENT } },
      },
    },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 } } },
        footers: { default: footer(document) },
        children: [
          paragraph(words.from, { after: 60 }),
          new Paragraph({ text: document.title, heading: HeadingLevel.HEADING_1 }),
          paragraph(document.subtitle, { after: 40 }),
          paragraph(asOfText(document), { after: 240 }),
          ...document.blocks.flatMap(partsOf),
          heading(words.sources),
          ...bullets(document.sources),
          paragraph(words.licence, { before: 160 }),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}

function footer(document: SeedDocument): Footer {
  const run = (children: ConstructorParameters<typeof TextRun>[0]) => new TextRun(children);
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          run({ text: `${document.title}  `, size: 16 }),
          run({ children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES], size: 16 }),
        ],
      }),
    ],
  });
}

const paragraph = (text: string, spacing: { before?: number; after?: number } = {}) =>
  new Paragraph({ children: [new TextRun(text)], spacing: { after: 140, ...spacing } });
const heading = (text: string) =>
  new Paragraph({
    text,
    heading: HeadingLevel.HEADING_2,
    keepNext: true,
    spacing: { before: 240, after: 100 },
  });
const bullets = (list: readonly string[]) =>
  list.map((text) => new Paragraph({ text, bullet: { level: 0 }, spacing: { after: 60 } }));

function partsOf(block: Block): (Paragraph | Table)[] {
  if ("heading" in block) return [heading(block.heading)];
  if ("list" in block) return bullets(block.list);
  if ("checks" in block)
    return block.checks.map(
      (text) =>
        new Paragraph({
          children: [new TextRun("\u2610  "), new TextRun(text)],
          indent: { left: 360, hanging: 360 },
          spacing: { after: 80 },
        }),
    );
  if ("note" in block)
    return [
      new Paragraph({
        children: [new TextRun(block.note)],
        shading: { type: ShadingType.CLEAR, fill: SHADE },
        border: { left: { style: BorderStyle.SINGLE, size: 24, color: ACCENT, space: 8 } },
        spacing: { before: 120, after: 160 },
      }),
    ];
  if ("table" in block) return [tableOf(block.table), paragraph("")];
  return [paragraph(block.text)];
}

function tableOf({ head, widths, rows }: Extract<Block, { table: unknown }>["table"]): Table {
  const sum = widths.reduce((total, one) => total + one, 0);
  const columns = widths.map((one) => Math.round((one / sum) * TWIPS));
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map(
        (text, n) =>
          new TableCell({
            width: { size: columns[n] ?? 0, type: WidthType.DXA },
            margins: { top: 50, bottom: 50, left: 90, right: 90 },
            ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: SHADE } } : {}),
            children: [
              new Paragraph({ children: [new TextRun({ text, bold: isHead || n === 0, size: 19 })] }),
            ],
          }),
      ),
    });
  return new Table({
    columnWidths: columns,
    width: { size: TWIPS, type: WidthType.DXA },
    rows: [row(head, true), ...rows.map((one) => row(one, false))],
  });
}

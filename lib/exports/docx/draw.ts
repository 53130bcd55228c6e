import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  WidthType,
} from "docx";
import { append } from "@/lib/core/append";
import { xmlCharacters } from "@/lib/text/xml";
import type { Cell, ExportDocument, Part, Run, TablePart } from "../document/model";
import { ACCENT, isRtl, languageOf, RTL, SOFT, TextWriter, Words } from "./text";

/* The same documents for Word, with Word's own footnotes for source marks. */
const SHADE = "EEF3F5";
/** Width of lines on portrait and landscape pages, in twentieths of a point. */
const WIDTH = 9_700;
const LYING = 14_600;

/** Draws a document for Word, in browsers too. `onPart` receives the number of parts drawn. */
export async function drawDocx(
  document: ExportDocument,
  onPart: (drawn: number, all: number) => Promise<void> | void = () => {},
): Promise<Document> {
  const writer = new Writer(document);
  const { length } = document.parts;
  const children: (Paragraph | Table)[] = [];
  for (const [n, part] of document.parts.entries()) {
    // Packing takes about as long as drawing.
    await onPart(n, length * 2);
    append(children, writer.part(part));
  }
  return new Document({
    title: xmlCharacters(document.title),
    subject: xmlCharacters(document.subject),
    creator: xmlCharacters(document.author),
    lastModifiedBy: xmlCharacters(document.author),
    styles: {
      default: {
        document: {
          run: {
            font: { ascii: "Calibri", hAnsi: "Calibri", cs: "Arial", eastAsia: "Calibri" },
            size: writer.text.sizes.plain,
            language: languageOf(document.language),
          },
        },
        heading1: { run: { size: 40, bold: true } },
        heading2: { run: { size: 28, bold: true, color: ACCENT } },
        heading3: { run: { size: 24, bold: true, color: ACCENT } },
        heading4: { run: { size: 21, bold: true, color: ACCENT } },
      },
    },
    footnotes: writer.text.footnotes,
    sections: [
      {
        properties: { page: { size: { ...PAGE, ...(document.isWide ? ACROSS : {}) }, margin: MARGIN } },
        headers: {
          default: new Header({ children: [writer.edge([document.head.site], document.head.handling)] }),
        },
        footers: {
          default: new Footer({
            children: [writer.edge([document.foot], PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES)],
          }),
        },
        children,
      },
    ],
  });
}

const PAGE = { width: 11_906, height: 16_838 };
const ACROSS = { orientation: PageOrientation.LANDSCAPE };
const MARGIN = { top: 1_250, bottom: 1_250, left: 1_100, right: 1_100, header: 600, footer: 600 };

class Writer {
  readonly text: TextWriter;
  private readonly width: number;

  constructor(private readonly document: ExportDocument) {
    this.text = new TextWriter(document);
    this.width = document.isWide ? LYING : WIDTH;
  }

  part(part: Part): (Paragraph | Table)[] {
    switch (part.is) {
      case "heading":
        return [
          this.text.paragraph(part.runs, {
            heading: [
              HeadingLevel.HEADING_1,
              HeadingLevel.HEADING_2,
              HeadingLevel.HEADING_3,
              HeadingLevel.HEADING_4,
            ][part.level - 1],
            keepNext: true,
            spacing: this.spacingOf(part.level),
          }),
        ];
      case "paragraph": {
        const { look = "plain" } = part;
        const { sizes } = this.text;
        const size = look === "meta" ? sizes.meta : look === "plain" ? sizes.plain : sizes.small;
        const colour = look === "meta" ? { color: SOFT } : {};
        return [
          this.text.paragraph(
            part.runs,
            {
              spacing: { after: this.text.sizes.after },
              ...(look === "quote" ? { indent: { start: 400 } } : {}),
              ...(look === "list" ? { bidirectional: this.document.isRtl } : {}),
            },
            { size, ...colour },
          ),
        ];
      }
      case "item":
        return [
          this.text.paragraph([{ text: part.mark === "" ? "" : `${part.mark}\t` }, ...part.runs], {
            indent: { start: 400 + part.depth * 360, hanging: 400 },
            tabStops: [{ type: TabStopType.START, position: 400 + part.depth * 360 }],
            spacing: { after: 60 },
            // Marks are aligned, whatever the language of their text.
            bidirectional: this.document.isRtl,
          }),
        ];
      case "facts":
        return [this.facts(part.pairs), this.apart()];
      case "table":
        return this.table(part);
    }
  }

  private spacingOf(level: 1 | 2 | 3 | 4) {
    const { isBrief } = this.document;
    const before = level === 1 ? 0 : isBrief ? 100 : level === 2 ? 320 : 200;
    return { before, after: isBrief ? 20 : 80 };
  }

  /** A spacer: without it Word joins two adjacent tables. */
  private apart(): Paragraph {
    return new Paragraph({
      spacing: { after: this.text.sizes.apart },
      ...(this.document.isBrief ? { children: [new Words({ text: "", size: 8 })], run: { size: 8 } } : {}),
    });
  }

  private facts(pairs: Extract<Part, { is: "facts" }>["pairs"]): Table {
    const widths = [2_700, this.width - 2_700];
    return new Table({
      ...this.tableLook(widths),
      borders: NO_BORDERS,
      rows: pairs.map(
        ({ term, lines }) =>
          new TableRow({
            cantSplit: true,
            children: [
              this.cell([[{ text: term, dim: true }]], widths[0] ?? 0, {}),
              this.cell(lines, widths[1] ?? 0, {}),
            ],
          }),
      ),
    });
  }

  private table({ caption, headRows, widths, rows }: TablePart): (Paragraph | Table)[] {
    const sum = widths.reduce((total, one) => total + one, 0);
    const columns = widths.map((one) => Math.round((one / sum) * this.width));
    const table = new Table({
      ...this.tableLook(columns),
      rows: rows.map(
        (row, n) =>
          new TableRow({
            tableHeader: n < headRows,
            cantSplit: true,
            children: row.map((cell, at) =>
              this.cell(cell.lines, row.length === columns.length ? (columns[at] ?? 0) : 0, cell),
            ),
          }),
      ),
    });
    const name = caption
      ? [this.text.paragraph([{ text: caption, bold: true, dim: true }], { keepNext: true })]
      : [];
    return [...name, table, this.text.paragraph([], { spacing: { after: 80 } })];
  }

  private tableLook(columns: readonly number[]) {
    return {
      columnWidths: [...columns],
      width: { size: this.width, type: WidthType.DXA },
      visuallyRightToLeft: this.document.isRtl,
    };
  }

  private cell(lines: Cell["lines"], width: number, cell: Partial<Cell>): TableCell {
    const { isHead, colspan = 1, rowspan = 1 } = cell;
    const own = lines.length > 0 ? lines : [[]];
    return new TableCell({
      ...(width > 0 ? { width: { size: width, type: WidthType.DXA } } : {}),
      ...(colspan > 1 ? { columnSpan: colspan } : {}),
      ...(rowspan > 1 ? { rowSpan: rowspan } : {}),
      ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: SHADE } } : {}),
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: own.map((runs) => this.cellLine(runs, isHead === true)),
    });
  }

  /** A line in a cell, aligned like the document, whatever its own direction is. */
  private cellLine(runs: readonly Run[], isHead: boolean): Paragraph {
    const text = runs.map((run) => run.text).join("");
    // A Latin name at the start ("CC BY 4.0: …") does not change the direction of our own lines.
    const isOwn = isRtl(text, this.document) || (this.document.isRtl && RTL.test(text));
    return new Paragraph({
      bidirectional: isOwn,
      // In a paragraph of the other direction, "end" is the side where the document's lines begin.
      ...(isOwn === this.document.isRtl ? {} : { alignment: AlignmentType.END }),
      children: this.text.inline(runs, { size: this.text.sizes.small, ...(isHead ? { bold: true } : {}) }),
    });
  }

  /** Writes the header or footer of each page: text at its start and at its end. */
  edge(start: readonly string[], ...end: readonly (string | (typeof PageNumber)[keyof typeof PageNumber])[]) {
    const { isRtl: isPageRtl } = this.document;
    return new Paragraph({
      bidirectional: isPageRtl,
      tabStops: [{ type: TabStopType.END, position: this.width }],
      children: [
        ...start.map((text) => new Words({ text, size: 16, color: SOFT, rightToLeft: RTL.test(text) })),
        new Words({ text: "\t", size: 16 }),
        new Words({ children: [...end], size: 16, bold: true }),
      ],
    });
  }
}

const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};

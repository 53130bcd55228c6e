import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  type IRunOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from "docx";
import { append } from "@/lib/core/append";
import { xmlCharacters } from "@/lib/text/xml";
import {
  type Cell,
  type ExportDocument,
  otherLanguage,
  type Part,
  type Run,
  type TablePart,
} from "../document/model";
import { settle } from "./settle";

/* The same documents for Word: footnotes are Word's own, each mark with its source. */
const ACCENT = "0B5C7A";
const SOFT = "52616B";
const SHADE = "EEF3F5";
/** Of the lines, on pages that stand and on pages that lie. */
const WIDTH = 9_700;
const LYING = 14_600;
/** Letters in half points, and the room after a paragraph in twentieths of one: a page in brief is to be one page. */
const FULL = { plain: 21, small: 19, meta: 18, note: 17, after: 120, apart: 60 } as const;
const BRIEF = { plain: 19, small: 18, meta: 17, note: 15, after: 60, apart: 0 } as const;

/** Of letters of each kind: Word asks for those of Europe, of East Asia, and those from right to left apart. */
const languageOf = (lang: string) => ({ value: lang, eastAsia: lang, bidirectional: lang });

/** Words as XML takes them: the library escapes them, but writes what no XML may hold. */
class Words extends TextRun {
  constructor(options: IRunOptions) {
    const children = options.children?.map((one) => (typeof one === "string" ? xmlCharacters(one) : one));
    super({ ...options, ...(children ? { children } : { text: xmlCharacters(options.text ?? "") }) });
  }
}

type Child = TextRun | ExternalHyperlink | FootnoteReferenceRun;

/** A document as DOCX: the same bytes each time. */
export async function writeDocx(
  document: ExportDocument,
  onPart: (drawn: number, all: number) => Promise<void> | void = () => {},
): Promise<Buffer> {
  const writer = new Writer(document);
  const { length } = document.parts;
  const children: (Paragraph | Table)[] = [];
  for (const [n, part] of document.parts.entries()) {
    // Packing takes about as long as drawing.
    await onPart(n, length * 2);
    append(children, writer.part(part));
  }
  const file = new Document({
    title: xmlCharacters(document.title),
    subject: xmlCharacters(document.subject),
    creator: xmlCharacters(document.author),
    lastModifiedBy: xmlCharacters(document.author),
    styles: {
      default: {
        document: {
          run: {
            font: { ascii: "Calibri", hAnsi: "Calibri", cs: "Arial", eastAsia: "Calibri" },
            size: writer.sizes.plain,
            language: languageOf(document.language),
          },
        },
        heading1: { run: { size: 40, bold: true } },
        heading2: { run: { size: 28, bold: true, color: ACCENT } },
        heading3: { run: { size: 24, bold: true, color: ACCENT } },
        heading4: { run: { size: 21, bold: true, color: ACCENT } },
      },
    },
    footnotes: writer.footnotes,
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
  return settle(await Packer.toBuffer(file), document.day);
}

const PAGE = { width: 11_906, height: 16_838 };
const ACROSS = { orientation: PageOrientation.LANDSCAPE };
const MARGIN = { top: 1_250, bottom: 1_250, left: 1_100, right: 1_100, header: 600, footer: 600 };
const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const LETTER = /\p{L}/u;

/** Whether a paragraph begins at the right: by its first letter, else as the document does. */
function isRtl(text: string, document: ExportDocument): boolean {
  const first = [...text].find((character) => LETTER.test(character));
  return first === undefined ? document.isRtl : RTL.test(first);
}

class Writer {
  readonly footnotes: Record<string, { children: Paragraph[] }> = {};
  private count = 0;
  /** The footnote that tells of each source, by the number of the source: the first that cites it. */
  private readonly told = new Map<number, number>();
  readonly sizes: typeof FULL | typeof BRIEF;
  private readonly width: number;

  constructor(private readonly document: ExportDocument) {
    this.sizes = document.isBrief ? BRIEF : FULL;
    this.width = document.isWide ? LYING : WIDTH;
  }

  part(part: Part): (Paragraph | Table)[] {
    switch (part.is) {
      case "heading":
        return [
          this.paragraph(part.runs, {
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
        const { sizes } = this;
        const size = look === "meta" ? sizes.meta : look === "plain" ? sizes.plain : sizes.small;
        const colour = look === "meta" ? { color: SOFT } : {};
        return [
          this.paragraph(
            part.runs,
            { spacing: { after: this.sizes.after }, ...(look === "quote" ? { indent: { start: 400 } } : {}) },
            { size, ...colour },
          ),
        ];
      }
      case "item":
        return [
          this.paragraph([{ text: part.mark === "" ? "" : `${part.mark}\t` }, ...part.runs], {
            indent: { start: 400 + part.depth * 360, hanging: 400 },
            tabStops: [{ type: TabStopType.START, position: 400 + part.depth * 360 }],
            spacing: { after: 60 },
            // Marks stand under each other, whatever the language of what they mark.
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

  /** What keeps two tables from running into one. */
  private apart(): Paragraph {
    return new Paragraph({
      spacing: { after: this.sizes.apart },
      ...(this.document.isBrief ? { children: [new Words({ text: "", size: 8 })], run: { size: 8 } } : {}),
    });
  }

  private paragraph(
    runs: readonly Run[],
    options: ConstructorParameters<typeof Paragraph>[0] & object = {},
    look: { size?: number; color?: string; bold?: boolean } = {},
  ): Paragraph {
    const text = runs.map((run) => run.text).join("");
    return new Paragraph({
      bidirectional: isRtl(text, this.document),
      ...options,
      children: this.inline(runs, look),
    });
  }

  /** Between two notes at one place stands a comma: their numbers would read as one. */
  private inline(runs: readonly Run[], look: { size?: number; color?: string; bold?: boolean }): Child[] {
    return runs.flatMap((run, n) =>
      run.cites && runs[n - 1]?.cites
        ? [new Words({ text: ",", superScript: true }), ...this.run(run, look)]
        : this.run(run, look),
    );
  }

  private run(run: Run, look: { size?: number; color?: string; bold?: boolean }): Child[] {
    if (run.cites) return this.citation(run);
    const lang = otherLanguage(run, this.document);
    const runs = run.text.split("\n").map(
      (text, n) =>
        new Words({
          ...look,
          text,
          ...(n > 0 ? { break: 1 } : {}),
          ...(run.bold ? { bold: true } : {}),
          ...(run.italic ? { italics: true } : {}),
          ...(run.dim ? { color: SOFT } : {}),
          ...(run.href ? { color: ACCENT } : {}),
          ...(RTL.test(text) ? { rightToLeft: true } : {}),
          ...(lang ? { language: languageOf(lang) } : {}),
        }),
    );
    return run.href ? [new ExternalHyperlink({ link: run.href, children: runs })] : runs;
  }

  /**
   * A footnote of Word with its source and place; where the source was told of before, with that note's number. Of a
   * source that is no longer listed the mark alone.
   */
  private citation({ text, cites }: Run): Child[] {
    const number = cites?.number ?? 0;
    const source = this.document.sources.get(number);
    if (!source) return [new Words({ text, superScript: true })];
    this.count += 1;
    const before = this.told.get(number);
    if (before === undefined) this.told.set(number, this.count);
    const said = before === undefined ? source : [{ text: this.document.seeNote(before) }];
    const runs: Run[] = [{ text: ` ${text} ` }, ...said];
    this.footnotes[String(this.count)] = { children: [this.paragraph(runs, {}, { size: this.sizes.note })] };
    return [new FootnoteReferenceRun(this.count)];
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
      ? [this.paragraph([{ text: caption, bold: true, dim: true }], { keepNext: true })]
      : [];
    return [...name, table, this.paragraph([], { spacing: { after: 80 } })];
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

  /** A line in a cell: it begins where the lines of the document begin, whatever its own direction is. */
  private cellLine(runs: readonly Run[], isHead: boolean): Paragraph {
    const text = runs.map((run) => run.text).join("");
    // A name in other letters at its beginning ("CC BY 4.0: …") turns no line of the document's own words.
    const isOwn = isRtl(text, this.document) || (this.document.isRtl && RTL.test(text));
    return new Paragraph({
      bidirectional: isOwn,
      // "end" of a paragraph that runs the other way is where the others begin.
      ...(isOwn === this.document.isRtl ? {} : { alignment: AlignmentType.END }),
      children: this.inline(runs, { size: this.sizes.small, ...(isHead ? { bold: true } : {}) }),
    });
  }

  /** The head or the foot of each page: something at its beginning, something at its end. */
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

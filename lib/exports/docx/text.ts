import { ExternalHyperlink, FootnoteReferenceRun, type IRunOptions, Paragraph, TextRun } from "docx";
import { xmlCharacters } from "@/lib/text/xml";
import { type ExportDocument, otherLanguage, type Run } from "../document/model";

export const ACCENT = "0B5C7A";
export const SOFT = "52616B";

/**
 * Text sizes in half points, and the space after a paragraph in twentieths of a point; the brief must fit on
 * one page.
 */
const FULL = { plain: 21, small: 19, meta: 18, note: 17, after: 120, apart: 60 } as const;
const BRIEF = { plain: 19, small: 18, meta: 17, note: 15, after: 60, apart: 0 } as const;

/** Sets a text's language for Word, which has one setting each for European, East Asian and right-to-left scripts. */
export const languageOf = (lang: string) => ({ value: lang, eastAsia: lang, bidirectional: lang });

/** Text for XML. The library escapes it but does not remove characters that XML forbids. */
export class Words extends TextRun {
  constructor(options: IRunOptions) {
    const children = options.children?.map((one) => (typeof one === "string" ? xmlCharacters(one) : one));
    super({ ...options, ...(children ? { children } : { text: xmlCharacters(options.text ?? "") }) });
  }
}

type Child = TextRun | ExternalHyperlink | FootnoteReferenceRun;

export const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const LETTER = /\p{L}/u;

/** Checks whether a paragraph is right-to-left: by its first letter, else like the document. */
export function isRtl(text: string, document: ExportDocument): boolean {
  const first = [...text].find((character) => LETTER.test(character));
  return first === undefined ? document.isRtl : RTL.test(first);
}

/** Writes paragraphs, and collects the footnotes of their marks. */
export class TextWriter {
  readonly footnotes: Record<string, { children: Paragraph[] }> = {};
  private count = 0;
  /** Footnote that cites a source in full, by the source's number: the first one. */
  private readonly told = new Map<number, number>();
  readonly sizes: typeof FULL | typeof BRIEF;

  constructor(private readonly document: ExportDocument) {
    this.sizes = document.isBrief ? BRIEF : FULL;
  }

  paragraph(
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

  /** Two notes at one place are separated by a comma, or their numbers would read as one. */
  inline(runs: readonly Run[], look: { size?: number; color?: string; bold?: boolean }): Child[] {
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
   * Makes a Word footnote with the source and place. Later citations refer to the first footnote. A source that
   * is no longer listed has only its mark.
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
}

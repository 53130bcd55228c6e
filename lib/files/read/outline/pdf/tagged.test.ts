import { describe, expect, it } from "vitest";
import { type Element, isElement } from "../elements";
import type { Fragment } from "./fragments";
import type { PdfPage } from "./pages";
import { readTagged } from "./tagged";
import type { Tagged } from "./tags";

/** A page of tags with their text: each text is a line of its own, and content of its own. */
class Sheet implements PdfPage {
  readonly fragments: Fragment[] = [];
  readonly pictures: string[] = [];
  readonly isCut = false;
  readonly tags: Tagged = { role: "Document", children: [] };

  constructor(...children: ((sheet: Sheet) => Tagged)[]) {
    this.tags.children.push(...children.map((child) => child(this)));
  }

  add(text: string, more: Partial<Fragment>): string {
    const content = `p1_mc${this.fragments.length}`;
    const place = { x: 50, y: 100 + this.fragments.length * 14, width: text.length * 5, size: 10, angle: 0 };
    const style = { isRtl: false, isRtlPage: false, isBold: false, isItalic: false };
    this.fragments.push({ text, ...place, ...style, href: null, content, ...more });
    return content;
  }
}

type Part = (sheet: Sheet) => Tagged;
const tag =
  (role: string, ...children: (string | Part)[]): Part =>
  (sheet) => ({
    role,
    children: children.map((child) => (typeof child === "string" ? sheet.add(child, {}) : child(sheet))),
  });
/** A raised mark at the end of the line before it. */
const mark =
  (text: string): Part =>
  (sheet) => {
    const line = sheet.fragments.at(-1);
    const y = (line?.y ?? 0) - 4;
    return { role: "Reference", children: [sheet.add(text, { size: 6, x: 400, y })] };
  };

const written = ({ name, attributes, children }: Element): string =>
  `${name}: ${children.map((child) => (isElement(child) ? `[${written(child)}]` : child)).join("")}${attributes.href ?? ""}`;
const texts = (...sheets: Sheet[]) => readTagged(sheets)?.children.map(written) ?? null;

describe("the tags of a PDF", () => {
  it("name headings, lists and tables; a table of contents is left out", () => {
    expect(
      texts(
        new Sheet(
          tag("TOC", tag("TOCI", "Legislation 2")),
          tag("Sect", tag("H1", "Legislation"), tag("P", "The Act is in", "force since 2021.")),
          tag(
            "L",
            tag("LI", tag("Lbl", "1."), tag("LBody", "search")),
            tag("LI", tag("Lbl", "2."), tag("LBody", "seizure")),
          ),
          tag("L", tag("LI", tag("Lbl", "(a)"), tag("LBody", tag("P", "production")))),
          tag(
            "Table",
            tag("TR", tag("TH", "Act"), tag("TH", "Year")),
            tag("TR", tag("TD", "Code"), tag("TD")),
          ),
        ),
      ),
    ).toEqual([
      "h1: Legislation",
      "p: The Act is in force since 2021.",
      "ol: [li: [p: search]][li: [p: seizure]]",
      "ul: [li: [p: (a) production]]",
      "table: [tr: [th: [p: Act]][th: [p: Year]]][tr: [td: [p: Code]][td: ]]",
    ]);
  });

  it("are joined where the end of a page cuts a sentence, a list or a table", () => {
    const row = (...cells: string[]) => tag("TR", ...cells.map((cell) => tag("TD", cell)));
    const item = (text: string) => tag("LI", tag("Lbl", "•"), tag("LBody", text));
    const join = (one: Part, other: Part) =>
      texts(new Sheet(tag("H1", "Law"), one), new Sheet(other))?.slice(1);
    expect(join(tag("P", "The Act is in"), tag("P", "force."))).toEqual(["p: The Act is in force."]);
    expect(join(tag("P", "It is in force."), tag("P", "The Code."))).toHaveLength(2);
    expect(join(tag("L", item("search")), tag("L", item("seizure")))).toEqual([
      "ul: [li: [p: search]][li: [p: seizure]]",
    ]);
    expect(join(tag("L", item("search of")), tag("L", tag("LI", tag("LBody", "a system"))))).toEqual([
      "ul: [li: [p: search of a system]]",
    ]);
    expect(join(tag("Table", row("Act", "7")), tag("Table", row("Code", "8")))).toHaveLength(1);
  });

  it("name notes, which go to the marks of their number; one without a mark stays in the text", () => {
    const sheet = new Sheet(
      tag("H1", "Law"),
      tag("P", "The Act.", mark("1"), tag("Span", "It is new."), mark("1")),
      tag("Note", "1 Act No. 16 of 2021."),
      tag("Note", "9 Nothing refers to this."),
    );
    const found = readTagged([sheet]);
    expect(found?.children.map(written)).toEqual([
      "h1: Law",
      "p: The Act.[a: #footnote-1] It is new.[a: #footnote-1]",
      "p: 9 Nothing refers to this.",
    ]);
    expect([...(found?.notes ?? [])]).toEqual([["footnote-1", "Act No. 16 of 2021."]]);
  });

  it("are not used if they name no heading, or if much of the text has none", () => {
    expect(texts(new Sheet(tag("P", "The Act is in force.")))).toBeNull();
    const sheet = new Sheet(tag("H1", "Law"));
    sheet.add("Text of the page that no tag has, and that is longer than the rest", { content: null });
    expect(texts(sheet)).toBeNull();
  });
});

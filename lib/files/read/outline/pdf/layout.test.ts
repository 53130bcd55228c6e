import { describe, expect, it } from "vitest";
import { workOf } from "@/tests/support/work";
import { type Element, isElement, textOf } from "../elements";
import { type Fragment, inOrder, upright } from "./fragments";
import { readLayout } from "./layout";
import type { PdfPage } from "./pages";

const SIZE = 10;

function at(x: number, y: number, text: string, more: Partial<Fragment> = {}): Fragment {
  const size = more.size ?? SIZE;
  const style = { angle: 0, isRtl: false, isRtlPage: false, isBold: false, isItalic: false };
  // Letters are half as wide as they are high.
  return { text, x, y, width: (text.length * size) / 2, size, ...style, href: null, content: null, ...more };
}

/** Lines of 60 characters or less, one below the other. */
const lines = (x: number, y: number, texts: readonly string[], more: Partial<Fragment> = {}) =>
  texts.map((text, n) => at(x, y + n * 1.2 * (more.size ?? SIZE), text, more));

const page = (fragments: Fragment[]): PdfPage => ({ fragments, tags: null, pictures: [], isCut: false });

const written = ({ name, children }: Element): string => {
  const inner = children.map((child) => {
    if (!isElement(child)) return child;
    return /^(?:strong|em|a)$/.test(child.name) ? linked(child) : `[${written(child)}]`;
  });
  return `${name}: ${inner.join("")}`;
};
const linked = (one: Element) => (one.name === "a" ? `(${one.attributes.href})` : textOf(one));

const read = (...pages: Fragment[][]) => readLayout(pages.map(page), new Map());
const texts = (...pages: Fragment[][]) => read(...pages).children.map(written);

const FULL = "The Act is in force and applies to every computer system in";

describe("the lines of a page", () => {
  it("become paragraphs at a distance, at an indent, and where a short line ends a sentence", () => {
    expect(
      texts([
        ...lines(50, 100, [FULL, "the territory of the State."]),
        ...lines(50, 136, [FULL, "the territory."]),
        ...lines(60, 160, [FULL]),
        ...lines(50, 172, ["all places where it applies"]),
      ]),
    ).toEqual([
      `p: ${FULL} the territory of the State.`,
      `p: ${FULL} the territory.`,
      `p: ${FULL} all places where it applies`,
    ]);
  });

  it("are joined over the end of a page only within a sentence", () => {
    const first = lines(50, 100, [FULL, FULL]);
    expect(texts(first, lines(50, 50, ["the territory."]))).toHaveLength(1);
    expect(texts(first, lines(50, 50, ["The territory."]))).toHaveLength(2);
  });

  it("are read column by column, from the right on a page in Arabic", () => {
    const left = "Requests for mutual aid go";
    const right = "The police keep the data on";
    const column = (x: number, text: string) => lines(x, 100, [text, text, text, text, `${text} end.`]);
    const [first, second] = texts([...column(50, left), ...column(260, right)]);
    expect([first, second]).toEqual([expect.stringContaining("Requests"), expect.stringContaining("police")]);
    const rtl = { isRtl: true, isRtlPage: true };
    const arabic = (x: number, text: string) => lines(x, 100, [text, text, text, text, `${text}.`], rtl);
    expect(
      texts([
        ...arabic(50, "الطلبات ترسل إلى السلطة المركزية"),
        ...arabic(260, "تحفظ الشرطة البيانات لمدة محددة"),
      ])[0],
    ).toContain("الشرطة");
  });

  it("do not become columns if they are the questions and answers of a table", () => {
    const row = (y: number) => [
      at(50, y, "Is there a law on the matter"),
      ...lines(260, y, ["Yes, the Act of 2021 is the", "law, and it is in force on", "the whole territory."]),
    ];
    const [first] = texts([...row(100), ...row(160), ...row(220), ...row(280), ...row(340)]);
    expect(first).toMatch(/Is there a law on the matter Yes, the Act/);
  });

  it("are turned upright with the rest of their page; text along the margin is left out", () => {
    const turned = upright([
      at(100, 500, "A wide table", { angle: -90 }),
      at(120, 500, "is turned", { angle: -90 }),
      at(10, 10, "Copy"),
    ]);
    expect(turned.map(({ text, x, y }) => [text, x, y])).toEqual([
      ["A wide table", -500, 100],
      ["is turned", -500, 120],
    ]);
  });
});

describe("what repeats on pages", () => {
  const body = (n: number) => lines(50, 100 + n * 30, [`${FULL} the country with number ${n},`]);
  const head = (n: number, text: string) => at(50, 20, text.replace("#", String(n)));

  it.each(["Report on cybercrime law", "Report on cybercrime law #", "Page # of 12", "- # -"])(
    "is left out: %s",
    (text) => {
      const pages = [1, 2, 3, 4].map((n) => [head(n, text), ...body(n)]);
      expect(texts(...pages).join("\n")).not.toMatch(/Report|Page|- \d -/);
    },
  );

  it("is kept if its numbers do not count the pages", () => {
    const pages = [16, 18, 29].map((article, n) => [head(article, "Article #"), ...body(n)]);
    expect(texts(...pages).join("\n")).toMatch(/Article 16.*Article 18.*Article 29/s);
  });

  it("leaves out the lines of a table of contents", () => {
    expect(texts([at(50, 100, "Legislation ............ 12"), ...body(2)])).toHaveLength(1);
  });
});

describe("headings", () => {
  const body = (y: number) => lines(50, y, [FULL, FULL, "the territory of the State."]);

  it("are known by size, numbers, bold letters and capitals", () => {
    expect(
      texts([
        at(50, 40, "Country report", { size: 18 }),
        at(50, 80, "1. Legislation", { isBold: true }),
        at(50, 100, "1.1 Substantive law", { isBold: true }),
        ...body(120),
        at(50, 180, "SAFEGUARDS AND REMEDIES"),
        ...body(200),
        at(50, 260, "A sentence in bold.", { isBold: true }),
      ]).map((text) => text.slice(0, 24)),
    ).toEqual([
      "h1: Country report",
      "h3: 1. Legislation",
      "h4: 1.1 Substantive law",
      "p: The Act is in force a",
      "h2: SAFEGUARDS AND REMED",
      "p: The Act is in force a",
      "p: A sentence in bold.",
    ]);
  });

  it("are those of the bookmarks, with their levels", () => {
    const bookmarks = new Map([["legislation", 2]]);
    const found = readLayout([page([at(50, 80, "Legislation"), ...body(110)])], bookmarks);
    expect(found.children.map(({ name }) => name)).toEqual(["h2", "p"]);
  });
});

describe("lists", () => {
  it("have bullets or numbers from 1, and lists within items that are moved in", () => {
    expect(
      texts([
        at(50, 100, "• production of data"),
        at(70, 120, "• subscriber information"),
        at(50, 140, "• search of a system"),
        at(50, 170, "1. preservation"),
        at(50, 190, "2. disclosure"),
        at(50, 220, "16. a number of the document"),
      ]),
    ).toEqual([
      "ul: [li: production of data[ul: [li: subscriber information]]][li: search of a system]",
      "ol: [li: preservation][li: disclosure]",
      "p: 16. a number of the document",
    ]);
  });
});

describe("tables", () => {
  const row = (y: number, cells: readonly string[]) => cells.map((text, n) => at(50 + n * 150, y, text));

  it("are rows of at least three columns; a cell can have several lines", () => {
    expect(
      texts([
        ...row(100, ["Act", "Number", "State"]),
        ...row(120, ["Computer Misuse Act", "22 of 2003", "repealed"]),
        ...row(140, ["Cybersecurity and", "16 of 2021", "in force"]),
        at(50, 152, "Cybercrime Act"),
        ...lines(50, 190, [FULL, "the territory."]),
      ]),
    ).toEqual([
      "table: [tr: [td: Act][td: Number][td: State]]" +
        "[tr: [td: Computer Misuse Act][td: 22 of 2003][td: repealed]]" +
        "[tr: [td: Cybersecurity and Cybercrime Act][td: 16 of 2021][td: in force]]",
      `p: ${FULL} the territory.`,
    ]);
  });

  it("go on on the next page without their repeated head", () => {
    const [table, ...others] = texts(
      [...row(100, ["Act", "Number", "State"]), ...row(120, ["Code", "7", "in force"])],
      [...row(60, ["Act", "Number", "State"]), ...row(80, ["Decree", "8", "in force"])],
    );
    expect(others).toEqual([]);
    expect(table).toBe(
      "table: [tr: [td: Act][td: Number][td: State]][tr: [td: Code][td: 7][td: in force]]" +
        "[tr: [td: Decree][td: 8][td: in force]]",
    );
  });
});

describe("notes", () => {
  const raised = (x: number, y: number, mark: string) => at(x, y - 4, mark, { size: 6 });
  const small = { size: 8 };
  const text = (y: number) => [...lines(50, y, [FULL, FULL, "the territory."]), raised(120, y + 24, "1")];

  it("are taken from the foot of a page to their marks", () => {
    const { children, notes } = read([...text(100), at(50, 500, "1 Act No. 16 of 2021.", small)]);
    expect(children.map(written)).toEqual([`p: ${FULL} ${FULL} the territory.(#footnote-1)`]);
    expect([...notes]).toEqual([["footnote-1", "Act No. 16 of 2021."]]);
  });

  it("stay in the text if no mark refers to them", () => {
    const { children, notes } = read([...text(100), at(50, 500, "2 Act No. 16 of 2021.", small)]);
    expect(children.map(written).at(-1)).toBe("p: 2 Act No. 16 of 2021.");
    expect(notes.size).toBe(0);
  });

  it("go on on the next page, and have the addresses of their links", () => {
    const { notes } = read(
      [...text(100), at(50, 500, "1 The text that the ministry", small)],
      [
        ...lines(50, 100, [FULL]),
        at(50, 500, "published", { ...small, href: "https://example.org/act" }),
        at(90, 500, "in 2021.", small),
      ],
    );
    expect([...notes.values()]).toEqual([
      "The text that the ministry published in 2021. https://example.org/act",
    ]);
  });
});

describe("the order of a line", () => {
  const words = (fragments: Fragment[]) => inOrder(fragments).map(({ text }) => text);
  const rtl = { isRtl: true, isRtlPage: true };

  it("is from right to left on a page in Arabic, with Latin words and brackets in theirs", () => {
    expect(
      words([
        at(0, 0, ".2023", { isRtlPage: true }),
        at(30, 0, "سنة", rtl),
        at(50, 0, "(", { isRtlPage: true }),
        at(55, 0, "Budapest", { isRtlPage: true }),
        at(100, 0, "Convention", { isRtlPage: true }),
        at(150, 0, ")", { isRtlPage: true }),
        at(160, 0, "اتفاقية", rtl),
      ]),
    ).toEqual(["اتفاقية", "(", "Budapest", "Convention", ")", "سنة", "2023."]);
  });

  it("turns Arabic words in a line of another script round", () => {
    expect(
      words([
        at(0, 0, "the law"),
        at(40, 0, "الإلكترونية", { isRtl: true }),
        at(90, 0, "الجرائم", { isRtl: true }),
      ]),
    ).toEqual(["the law", "الجرائم", "الإلكترونية"]);
  });
});

describe("hostile pages", () => {
  it.each([
    ["rows of three texts", (n: number) => at((n % 3) * 150, Math.floor(n / 3) * 0.2, "ab")],
    ["one line", (n: number) => at(n * 0.02, 400, "ab", { size: 1 })],
    ["texts anywhere", (n: number) => at((n * 37) % 600, (n * 91) % 800, "a", { size: 1 + (n % 30) })],
    ["notes", (n: number) => at(10, n * 0.1, "1 n", { size: n < 9_000 ? 12 : 6 })],
    ["items", (n: number) => at(n % 400, n * 0.1, "- b")],
  ])("are read in linear time: %s", (_, fragment) => {
    const ofLength = (length: number) => Array.from({ length }, (_, n) => fragment(n));
    const [small, large] = [ofLength(2_500), ofLength(20_000)];
    read(small);
    const ratio =
      workOf(() => read(large)) /
      Math.max(
        20,
        workOf(() => read(small)),
      );
    expect(ratio).toBeLessThan(32);
  });
});

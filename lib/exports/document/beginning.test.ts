import { describe, expect, it } from "vitest";
import { beginningOf } from "./beginning";
import type { Part, Run } from "./model";

const mark = (number: number): Run => ({ text: `[${number}]`, cites: { number, locator: null } });
const paragraph = (...runs: Run[]): Part => ({ is: "paragraph", runs });
const said = (parts: readonly Part[], most: number) => beginningOf(parts, most).map((run) => run.text);

describe("the beginning of a text", () => {
  it("keeps each mark at its place, and the words between them", () => {
    const parts = [
      paragraph(
        { text: "Access is an offence." },
        mark(2),
        { text: " So is " },
        { text: "interception" },
        mark(1),
      ),
      paragraph(mark(3), { text: "Nothing else is." }),
    ];
    expect(said(parts, 200)).toEqual([
      "Access is an offence.",
      "[2]",
      " So is interception",
      "[1]",
      "[3]",
      " Nothing else is.",
    ]);
  });

  it("ends with a sentence that fits, with its marks only", () => {
    const parts = [
      paragraph(
        { text: "Access is an offence." },
        mark(1),
        { text: " Interception is another one." },
        mark(2),
      ),
    ];
    expect(said(parts, 30)).toEqual(["Access is an offence.", "[1]", " …"]);
  });

  it("ends with a word where no sentence fits, and says nothing without room", () => {
    const parts = [paragraph({ text: "Unauthorised access to a computer system" }, mark(1))];
    expect(said(parts, 25)).toEqual(["Unauthorised access to a …"]);
    expect(said(parts, 0)).toEqual([]);
    expect(said([paragraph({ text: "  " })], 25)).toEqual([]);
  });

  it("ends behind no ordinal and no abbreviation", () => {
    const german = "Das Gesetz gilt. Das 41. Strafrechtsänderungsgesetz folgte, siehe Art. 5 und Nr. 2 dort.";
    expect(said([paragraph({ text: german })], 40)).toEqual(["Das Gesetz gilt. …"]);
    const text =
      "Access is an offence under the law of the country as it is, see No. 41. Of that more below.";
    expect(said([paragraph({ text })], 75).join("")).not.toMatch(/No\. …$|41\. …$/);
  });

  it("ends with a sentence in Arabic, which has no capitals", () => {
    const text = "القانون نافذ منذ 2016. وهو يشمل الدخول غير المشروع إلى الأنظمة.";
    expect(said([paragraph({ text })], 40)).toEqual(["القانون نافذ منذ 2016. …"]);
  });

  it("leaves out the sentence that introduces a table, and keeps lists readable", () => {
    const table: Part = { is: "table", headRows: 0, widths: [1], rows: [[{ lines: [[{ text: "Cell" }]] }]] };
    const parts = [
      paragraph({ text: "The Code has nine offences." }, mark(1), { text: " They are these (unverified):" }),
      table,
      paragraph({ text: "Attempt is one too." }),
    ];
    expect(said(parts, 300)).toEqual(["The Code has nine offences.", "[1]", " Attempt is one too."]);
    expect(said([paragraph({ text: "In short:" }), table], 300)).toEqual([]);
    const item = (text: string): Part => ({ is: "item", depth: 0, mark: "•", runs: [{ text }] });
    expect(said([paragraph({ text: "It names:" }), item("access"), item("interception")], 300)).toEqual([
      "It names: access; interception",
    ]);
  });
});

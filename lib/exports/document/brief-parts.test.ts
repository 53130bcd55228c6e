import { describe, expect, it } from "vitest";
import { beginningOf } from "./brief-parts";
import type { Part, Run } from "./model";

const mark = (number: number): Run => ({ text: `[${number}]`, cites: { number, locator: null } });
const paragraph = (...runs: Run[]): Part => ({ is: "paragraph", runs });
const said = (parts: readonly Part[], most: number) => beginningOf(parts, most).map((run) => run.text);

describe("the beginning of a text", () => {
  it("keeps each mark where it stands, and the words between them", () => {
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

  it("ends with a sentence that fits, with its marks and without those of what is left out", () => {
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
});

import { describe, expect, it } from "vitest";
import { pageMeant, titleChoices } from "./choice";

const PAGES = [
  { slug: "first", title: "First responders" },
  { slug: "case", title: "Opening a case" },
  { slug: "case-2", title: "Opening a  Case" },
  { slug: "guide-2024", title: "Guide (2024)" },
  { slug: "2024", title: "Figures" },
];

describe("suggestions of titled pages", () => {
  it("are titles, with the key only for equal titles", () => {
    expect(titleChoices(PAGES).map(({ text }) => text)).toEqual([
      "First responders",
      "Opening a case (case)",
      "Opening a  Case (case-2)",
      "Guide (2024)",
      "Figures",
    ]);
  });

  it("each lead back to their page", () => {
    for (const { text, slug } of titleChoices(PAGES)) expect(pageMeant(text, PAGES)).toMatchObject({ slug });
  });
});

describe("page meant by a text", () => {
  it.each([
    ["first  RESPONDERS", "first"],
    ["Guide (2024)", "guide-2024"],
    ["case-2", "case-2"],
  ])("is found by %s", (text, slug) => {
    expect(pageMeant(text, PAGES)).toMatchObject({ slug });
  });

  it.each(["", "respond", "First responders (case)", "(first)", "toString", "first)"])(
    "is unknown for %j",
    (text) => {
      expect(pageMeant(text, PAGES)).toBe("unknown");
    },
  );

  it("is not guessed if two have the title", () => {
    expect(pageMeant("opening a case", PAGES)).toBe("several");
  });
});

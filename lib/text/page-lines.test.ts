import { describe, expect, it } from "vitest";
import { workOf } from "@/tests/support/work";
import { beforeNextLine, joinCut, joinLines } from "./page-lines";

describe("the lines of a PDF", () => {
  it("are joined in one pass, however long the paragraph", () => {
    const line = "the text of a line which goes on and on without any end";
    const text = Array.from({ length: 8_000 }, () => line).join("\n");
    expect(workOf(() => expect(joinLines(text)).toHaveLength(1))).toBeLessThan(300);
  });

  it("become paragraphs, with words put together that were hyphenated", () => {
    const text = [
      "The Cybercrime Act of 2015 makes illegal access to a com-",
      "puter system an offence and sets the penalty at five years",
      "of imprisonment.",
      "The prosecutor may order the expedited preservation of data",
      "for ninety days, which a court can renew once.",
    ].join("\r\n");
    expect(joinLines(text)).toEqual([
      "The Cybercrime Act of 2015 makes illegal access to a computer system an offence and sets the penalty at five years of imprisonment.",
      "The prosecutor may order the expedited preservation of data for ninety days, which a court can renew once.",
    ]);
  });

  it("stay apart at blank lines, bullets, letters and articles", () => {
    const text = [
      "Article 4 of the Budapest Convention asks Parties to adopt such",
      "measures as may be necessary to establish as offences:",
      "(a) the damaging or deletion of computer data without right and",
      "(b) the alteration of it.",
      "",
      "Article 5 is about interference with the functioning of systems, and",
      "Article 6 about devices.",
    ].join("\n");
    expect(joinLines(text)).toEqual([
      "Article 4 of the Budapest Convention asks Parties to adopt such measures as may be necessary to establish as offences:",
      "(a) the damaging or deletion of computer data without right and",
      "(b) the alteration of it.",
      "Article 5 is about interference with the functioning of systems, and",
      "Article 6 about devices.",
    ]);
  });

  it("of a script without capital letters are joined up to the end of a sentence", () => {
    const text = [
      "ينص قانون مكافحة الجرائم الإلكترونية على معاقبة كل",
      "من يدخل عمدا إلى نظام معلوماتي دون وجه حق.",
    ].join("\n");
    expect(joinLines(text)).toEqual([text.replace("\n", " ")]);
  });

  it.each([
    ["an address", "Ministry of Justice\n12 Main Street\nDakar"],
    ["a list of names", "Senegal\nGhana\nBenin\nTogo"],
    ["one line", "The Cybercrime Act of 2015 makes illegal access to a computer system an offence."],
    [
      "paragraphs of whole sentences",
      "The first paragraph of a text that was copied from a page.\nThe second one begins on a new line, as it was written.",
    ],
    ["nothing", ""],
  ])("are not joined in %s", (_, text) => {
    expect(joinLines(text)).toBeNull();
  });
});

describe("two lines of one sentence", () => {
  it.each([
    ["les données infor-", "matiques", "les données informatiques"],
    ["des données\u00ad", "bases", "des donnéesbases"],
    ["l’accord franco-", "Allemand", "l’accord franco-Allemand"],
    ["loi n° 2016-", "30 du 8 novembre", "loi n° 2016-30 du 8 novembre"],
    ["portant sur la", "cybercriminalité", "portant sur la cybercriminalité"],
  ])("%s + %s", (before, after, joined) => {
    expect(joinCut(before, after)).toBe(joined);
  });

  it.each([
    ["It is an offence.", "The penalty"],
    ["Republic of", "Senegal"],
    ["", "the text"],
  ])("are not joined if the second may begin another: %s + %s", (before, after) => {
    expect(joinCut(before, after)).toBeNull();
  });
});

describe("a line before the next line of its paragraph", () => {
  it.each([
    ["the Convention", "on Cybercrime", "the Convention "],
    ["the representa-", "tive signed", "the representa"],
    ["the Franco-", "German border", "the Franco-"],
    ["the Act of 2021.", "It repeals", "the Act of 2021. "],
    ["日本は条約の", "締約国である", "日本は条約の"],
  ])("is %j with %j as %j", (line, next, written) => {
    expect(beforeNextLine(line, next)).toBe(written);
  });
});

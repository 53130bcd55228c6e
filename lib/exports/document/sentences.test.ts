import { describe, expect, it } from "vitest";
import { sentenceEnds } from "./sentences";

const sentences = (text: string) => {
  const ends = [...sentenceEnds(text), text.length];
  return ends.map((end, n) => text.slice(ends[n - 1] ?? 0, end).trim());
};

describe("the sentences of a text", () => {
  it.each([
    ["Access is an offence. Interception is another."],
    ["Der Bundestag beschloss das Gesetz. Es gilt seit 2007."],
    ["La loi est en vigueur. Elle date de 2016."],
    ["القانون نافذ منذ 2016. وهو يشمل الدخول غير المشروع."],
    ["Is it in force? It is."],
    ["It was adopted in 2014. The old law was repealed."],
    ["Parties must criminalise this (Article 2). They may add conditions."],
  ])("are two in %s", (text) => {
    expect(sentences(text)).toHaveLength(2);
  });

  it.each([
    ["Das 41. Strafrechtsänderungsgesetz trat in Kraft"],
    ["See Art. 5 and No. 161 of the Act"],
    ["Siehe Abs. 2 Nr. 3 und BGBl. I 2007"],
    ["Voir l’art. L. 34-1 du code, p. 12, et la décision du 16 janv. 2018"],
    ["It concerns e.g. The Gambia and the U.S. Code"],
    ["Judge J. Smith wrote vol. II. Part of it is lost"],
    ["It is in force. since then"],
  ])("are one in %s", (text) => {
    expect(sentences(text)).toHaveLength(1);
  });
});

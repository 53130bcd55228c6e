import { describe, expect, it } from "vitest";
import { candidatesIn } from "./snippet";

const marked = (text: string, ...words: string[]) =>
  candidatesIn(text, "en", { words: new Set(words), pieces: [] }).spans.map(({ span }) =>
    text.slice(span.from, span.to),
  );

describe("what may be marked in a text", () => {
  it("is a word that begins as one that was looked for", () => {
    expect(marked("Cybercrimes, and a cyberattack on CYBER command", "cybercrime")).toEqual([
      "Cybercrimes",
      "cyberattack",
      "CYBER",
    ]);
    expect(marked("L’Électronique", "electronique")).toEqual(["Électronique"]);
  });

  it.each([
    ["a cyber-crime unit", "cybercrime", "cyber-crime"],
    ["send an e-mail to it", "email", "e-mail"],
    ["in the U.S courts", "us", "U.S"],
    ["un é-mail", "email", "é-mail"],
  ])("is words that hang together, as one: %s", (text, word, found) => {
    expect(marked(text, word)).toContain(found);
  });

  it("is no word behind an apostrophe together with what is before it", () => {
    expect(marked("d’accord", "daccord")).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { candidatesIn } from "./snippet";

const marked = (text: string, ...words: string[]) =>
  candidatesIn(text, "en", { words: new Set(words), pieces: [] }).spans.map(({ span }) =>
    text.slice(span.from, span.to),
  );

describe("highlighting", () => {
  it("marks words that begin like a searched word", () => {
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
  ])("marks joined words as one: %s", (text, word, found) => {
    expect(marked(text, word)).toContain(found);
  });

  it("does not join a word with the elided one before it", () => {
    expect(marked("d’accord", "daccord")).toEqual([]);
  });
});

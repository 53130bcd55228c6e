import { describe, expect, it } from "vitest";
import { splitPinpoints } from "./pinpoints";

/** Pieces as text, each citation as "[its text → its article]". */
const drawn = (text: string) =>
  splitPinpoints(text)
    .map((piece) => (typeof piece === "string" ? piece : `[${piece.text} → ${piece.id}]`))
    .join("");

describe("citations of articles in running text", () => {
  it.each([
    ["See Art. 18 BC.", "See [Art. 18 BC → 185-18]."],
    ["Article 18(1)(b) BC asks", "[Article 18(1)(b) BC → 185-18] asks"],
    ["Arts 16 and 17 BC", "[Arts 16 → 185-16] and [17 BC → 185-17]"],
    [
      "Articles 2, 3 and 4 of the Budapest Convention",
      "[Articles 2 → 185-2], [3 → 185-3] and [4 of the Budapest Convention → 185-4]",
    ],
    ["l’article 19 de la Convention de Budapest", "l’[article 19 de la Convention de Budapest → 185-19]"],
    ["art. 35 CB", "[art. 35 CB → 185-35]"],
    ["CETS 224 Article 7", "[CETS 224 Article 7 → 224-7]"],
    ["Art. 3 CETS 189", "[Art. 3 CETS 189 → 189-3]"],
    ["المادة 16 من اتفاقية بودابست", "[المادة 16 من اتفاقية بودابست → 185-16]"],
  ])("%s", (text, expected) => {
    expect(drawn(text)).toBe(expected);
  });

  it.each([
    "Art. 18 of the Penal Code",
    "part 18 BC",
    "Article BC 18",
    "in 300 BC",
    "Art. 18 BCE",
    "Article 118 BC",
    "Art. 18",
    "",
  ])("are not seen where there are none: %s", (text) => {
    expect(splitPinpoints(text).filter((piece) => typeof piece !== "string")).toEqual([]);
  });

  it("leave every text as it was typed, and cost no more than its length", () => {
    const texts = [
      "Art. 18 BC and Art. 19 BC, art. 2, 3 CB",
      "Article ".repeat(2_000),
      `Art. ${"1,".repeat(5_000)} BC`,
    ];
    for (const text of texts)
      expect(
        splitPinpoints(text)
          .map((piece) => (typeof piece === "string" ? piece : piece.text))
          .join(""),
      ).toBe(text);
  });
});

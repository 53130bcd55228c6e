import { describe, expect, it } from "vitest";
import { splitPinpoints } from "./pinpoints";

/** Shows pieces as text, each citation as "[text → article]". */
const drawn = (text: string) =>
  splitPinpoints(text)
    .map((piece) =>
      typeof piece === "string"
        ? piece
        : `[${piece.text} → ${[piece.id, ...(piece.through ?? [])].join(" ")}]`,
    )
    .join("");

describe("citations of articles in text", () => {
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
    [
      "Article 7 UN Convention against Cybercrime applies",
      "[Article 7 UN Convention against Cybercrime → un-7] applies",
    ],
    ["Article 3 of Directive 2013/40/EU", "[Article 3 of Directive 2013/40/EU → eu-3]"],
    ["Article 29 Malabo Convention", "[Article 29 Malabo Convention → malabo-29]"],
    ["Article 25 of the UN Cybercrime Convention", "[Article 25 of the UN Cybercrime Convention → un-25]"],
    ["Article 18 of the Convention on Cybercrime", "[Article 18 of the Convention on Cybercrime → 185-18]"],
    ["Article 18 Budapest Convention", "[Article 18 Budapest Convention → 185-18]"],
    [
      "Article 7 of the Second Additional Protocol, and",
      "[Article 7 of the Second Additional Protocol → 224-7], and",
    ],
    [
      "Article 7 of the Second Additional Protocol to the Convention on Cybercrime",
      "[Article 7 of the Second Additional Protocol to the Convention on Cybercrime → 224-7]",
    ],
    ["article 3 du Premier Protocole additionnel", "[article 3 du Premier Protocole additionnel → 189-3]"],
    [
      "Art. 18, paragraph 1, of the Budapest Convention",
      "[Art. 18, paragraph 1, of the Budapest Convention → 185-18]",
    ],
    ["Art. 18 para 1 BC", "[Art. 18 para 1 BC → 185-18]"],
    ["articles 16 à 18 CB", "[articles 16 → 185-16 185-17] à [18 CB → 185-18]"],
    ["Arts. 16-18 BC", "[Arts. 16 → 185-16 185-17]-[18 BC → 185-18]"],
    [
      "Articles 2 to 4, 6 and 8 BC",
      "[Articles 2 → 185-2 185-3] to [4 → 185-4], [6 → 185-6] and [8 BC → 185-8]",
    ],
    [
      "المواد 16 إلى 18 من اتفاقية بودابست",
      "[المواد 16 → 185-16 185-17] إلى [18 من اتفاقية بودابست → 185-18]",
    ],
    ["المادة 7 من البروتوكول الإضافي الثاني", "[المادة 7 من البروتوكول الإضافي الثاني → 224-7]"],
  ])('are found in "%s"', (text, expected) => {
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
    "Article 7 of the Second Additional Protocol to the European Convention on Extradition",
    "article 7 du Deuxième Protocole additionnel à la Convention européenne d’entraide judiciaire",
    "Article 18 of the Convention on Cybercrimes and Others",
    "",
  ])('are not found in "%s"', (text) => {
    expect(splitPinpoints(text).filter((piece) => typeof piece !== "string")).toEqual([]);
  });

  it.each([
    ["Article 18(1)(b) BC", "1-b"],
    ["Article 18.1.b BC", "1-b"],
    ["Art. 18, paragraph 1, of the Budapest Convention", "1"],
    ["Art. 18 para 1(b) BC", "1-b"],
    ["article 27, paragraphe 9, alinéa e, CB", "9-e"],
    ["CETS 185 Article 32(b)", "b"],
    ["Article 18 BC", undefined],
  ])("include the place in the article: %s", (text, place) => {
    const [piece] = splitPinpoints(text);
    expect(piece).toMatchObject({ text });
    expect(typeof piece === "object" ? piece.place : null).toBe(place);
  });

  it("leave every text unchanged, and take time in proportion to its length", () => {
    const texts = [
      "Art. 18 BC and Art. 19 BC, art. 2, 3 CB",
      "Article ".repeat(2_000),
      `Art. ${"1,".repeat(5_000)} BC`,
      `Art. ${"1 to ".repeat(3_000)}`,
      `Art. 1${" paragraph 1, ".repeat(1_000)}`,
      "Art. 1 (a) ".repeat(1_500),
    ];
    for (const text of texts)
      expect(
        splitPinpoints(text)
          .map((piece) => (typeof piece === "string" ? piece : piece.text))
          .join(""),
      ).toBe(text);
  });
});

import { expect, it } from "vitest";
import { unzipped } from "@/tests/support/archives";
import type { ExportDocument, Run } from "../document/model";
import { writeDocx } from "./write";

const cited = (number: number, locator: string | null = null): Run => ({
  text: locator ? `[${number}, ${locator}]` : `[${number}]`,
  cites: { number, locator },
});

it("cites a source in full once, and refers to that footnote afterwards", async () => {
  const document: ExportDocument = {
    language: "en",
    isRtl: false,
    title: "Senegal",
    subject: "",
    author: "",
    day: null,
    head: { site: "Octopus Community", handling: "TLP:CLEAR" },
    foot: "",
    pageText: (page, pages) => `${page} / ${pages}`,
    parts: [
      { is: "paragraph", runs: [{ text: "The Act is in force." }, cited(2), cited(1, "art. 3")] },
      { is: "item", depth: 0, mark: "•", runs: [{ text: "It was amended." }, cited(1, "art. 9"), cited(2)] },
    ],
    sources: new Map([
      [1, [{ text: "Journal officiel no 6975" }]],
      [2, [{ text: "Loi no 2016-29" }]],
    ]),
    seeNote: (number) => `See note ${number}`,
    unwritable: "",
    isBrief: false,
  };
  const notes = await unzipped(await writeDocx(document), "word/footnotes.xml");
  const lines = notes
    .split("</w:footnote>")
    .map((one) =>
      [...one.matchAll(/<w:t[ >][^<]*?([^<>]*)</g)]
        .map((match) => match[1])
        .join("")
        .trim(),
    )
    .filter((line) => line.startsWith("["));
  expect(lines).toEqual([
    "[2] Loi no 2016-29",
    "[1, art. 3] Journal officiel no 6975",
    "[1, art. 9] See note 2",
    "[2] See note 1",
  ]);
});

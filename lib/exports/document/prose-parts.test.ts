import { expect, it } from "vitest";
import { writeDocx } from "@/lib/exports/docx/write";
import { translator } from "@/lib/i18n/translator";
import type { Content } from "@/lib/text/nodes";
import { unzipped } from "@/tests/support/archives";
import { proseParts } from "./prose-parts";

const cell = (text: string, widths: number[]) => ({
  type: "tableCell",
  attrs: { widths },
  content: [{ type: "paragraph", content: [{ type: "text", text }] }],
});
const content = {
  schemaVersion: 1,
  doc: {
    type: "doc",
    content: [
      {
        type: "table",
        attrs: { id: "table00001" },
        content: [{ type: "tableRow", content: [cell("a", [3]), cell("b", [9])] }],
      },
    ],
  },
} as unknown as Content;
const drawing = { t: translator("en"), locale: "en", numberOf: () => null } as const;

it("gives the columns of a table the widths that its author set, in a Word file too", async () => {
  const parts = proseParts(drawing, content, { origin: "", lang: "en" });
  expect(parts[0]).toMatchObject({ is: "table", widths: [0.5, 1.5] });
  const document = await unzipped(
    await writeDocx({
      language: "en",
      isRtl: false,
      title: "Senegal",
      subject: "",
      author: "",
      day: null,
      head: { site: "Octopus Community", handling: "TLP:CLEAR" },
      foot: "",
      pageText: (page, pages) => `${page} / ${pages}`,
      parts,
      sources: new Map(),
      seeNote: String,
      unwritable: "",
      isBrief: false,
    }),
    "word/document.xml",
  );
  const [narrow = 0, wide = 0] = [...document.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((one) =>
    Number(one[1]),
  );
  expect(Math.round(wide / narrow)).toBe(3);
});

import { expect, it } from "vitest";
import { parseContent } from "@/lib/text/content";
import { prosePassages } from "./prose-passages";

const words = (text: string) => [{ type: "text", text }];

it("leads from a passage to the heading above it, and from the first ones to the top", () => {
  const content = parseContent({
    schemaVersion: 1,
    doc: {
      type: "doc",
      content: [
        { type: "paragraph", content: words("Above") },
        { type: "heading", attrs: { id: "heading00001", level: 3 }, content: words("Part") },
        { type: "paragraph", content: words("Below") },
      ],
    },
  });
  const id = content.doc.content[1]?.attrs?.id;
  const anchors = (top?: string) => prosePassages("page", content, top).map((one) => [one.text, one.anchor]);
  const below = [
    ["Part", `h-page-${id}`],
    ["Below", `h-page-${id}`],
  ];
  expect(anchors()).toEqual([["Above", undefined], ...below]);
  expect(anchors("laws")).toEqual([["Above", "laws"], ...below]);
});

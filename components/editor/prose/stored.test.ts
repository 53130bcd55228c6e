import { expect, it } from "vitest";
import { fromStored, toStored } from "./stored";

it("keeps a link to a page of this site as its path, and any other link as it is", () => {
  const link = (href: string) => ({
    type: "text",
    text: href,
    marks: [{ type: "link", attrs: { href, target: "_blank" } }],
  });
  const doc = {
    type: "doc",
    content: [
      {
        type: "paragraph",
        attrs: { id: "block00001" },
        content: [
          link("https://octopus.example/fr/countries/georgia?lang=en#laws"),
          link("https://example.org/countries/georgia"),
          link("mailto:registry@court.example"),
          link("/countries/senegal"),
        ],
      },
    ],
  };
  const [paragraph] = toStored(doc, "https://octopus.example").doc.content;
  expect(paragraph?.content?.map(({ marks }) => marks?.[0]?.attrs)).toEqual([
    { href: "/fr/countries/georgia?lang=en#laws" },
    { href: "https://example.org/countries/georgia" },
    { href: "mailto:registry@court.example" },
    { href: "/countries/senegal" },
  ]);
});

it("starts an empty text with a line to write on, and keeps the widths of a table", () => {
  expect(fromStored({ type: "doc", content: [] })).toEqual({ type: "doc", content: [{ type: "paragraph" }] });
  const cell = { type: "tableCell", attrs: { colspan: 1, rowspan: 1, widths: [4] }, content: [] };
  const table = {
    type: "table",
    attrs: { id: "block00001" },
    content: [{ type: "tableRow", content: [cell] }],
  };
  const doc = { type: "doc", content: [table] };
  expect(toStored(fromStored(doc), "https://octopus.example").doc).toEqual(doc);
});

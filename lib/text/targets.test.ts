import { describe, expect, it } from "vitest";
import "@/lib/page-kinds";
import { recordsKindOf } from "@/lib/profiles/kinds";
import { SECTION_KEYS } from "@/lib/profiles/model";
import type { Field } from "@/lib/revisions/records-fields";
import { targetOf, targetsOf, WORDED } from "./targets";

const HOME = "https://octopus.example";
const of = (href: string) => targetOf(href, HOME);

describe("the page of an address", () => {
  it("is a country, post, material or article, ignoring prefix and suffix", () => {
    expect(of("/countries/senegal")).toBe("countries/senegal");
    expect(of("/fr/countries/senegal/legal?x=1#laws")).toBe("countries/senegal");
    expect(of(`${HOME}/ar/blog/malabo-and-budapest#comments`)).toBe("blog/malabo-and-budapest");
    expect(of("/training/evidence-guide/files/1")).toBe("training/evidence-guide");
    expect(of("/convention/185/18")).toBe("convention/185-18");
    expect(of("/convention/budapest/art-18?region=Africa")).toBe("convention/185-18");
    expect(of("/countries/SN")).toBe("countries/sn");
  });

  it("is null for lists, screens, feeds and other sites", () => {
    for (const href of [
      "/",
      "/countries",
      "/countries/freshness",
      "/blog/new",
      "/blog/feed.xml",
      "/training/mine",
      "/convention",
      "/convention/185",
      "/convention/185/0",
      "/convention/nothing/1",
      "/help/editing",
      "https://example.org/countries/senegal",
      "https://octopus.example.org/blog/a",
      "mailto:a@b.example",
    ])
      expect(of(href), href).toBeNull();
  });
});

const text = (words: string, href?: string) => ({
  type: "text",
  text: words,
  ...(href ? { marks: [{ type: "bold" }, { type: "link", attrs: { href } }] } : {}),
});
const prose = (...content: object[]) => ({ schemaVersion: 1, doc: { type: "doc", content } });

describe("pages that a text links to", () => {
  it("are those of its links and of cited articles", () => {
    const content = prose({
      type: "paragraph",
      content: [
        text("Under Articles 16 and 17 BC, as in "),
        text("Georgia, Art. 21 BC", "/countries/georgia"),
        text("."),
      ],
    });
    expect([...targetsOf(content, HOME)].sort()).toEqual([
      "convention/185-16",
      "convention/185-17",
      "countries/georgia",
    ]);
  });

  it("are those cited in members' own words in records (whole ranges), not in texts of laws", () => {
    const content = {
      schemaVersion: 1,
      records: [
        { id: "one", comment: "Covers Articles 16 to 18 BC.", text: "Article 9 BC", articles: ["185-2"] },
      ],
    };
    expect([...targetsOf(content, HOME)].sort()).toEqual([
      "convention/185-16",
      "convention/185-17",
      "convention/185-18",
    ]);
  });

  it("cover all fields of records shown with links", () => {
    const named = new Set<string>();
    const seek = (fields: readonly Field[]) => {
      for (const { name, type, fields: inner } of fields) {
        if (type === "longtext" && name !== "text" && name !== "translation") named.add(name);
        seek(inner ?? []);
      }
    };
    for (const key of SECTION_KEYS) seek(recordsKindOf(key)?.fields ?? []);
    expect([...named].sort()).toEqual([...WORDED].sort());
  });

  it("are those of its notes, as shown", () => {
    const note = { type: "footnote", attrs: { text: `See ${HOME}/blog/a and Art. 19 BC` } };
    expect([...targetsOf(prose({ type: "paragraph", content: [text("x"), note] }), HOME)].sort()).toEqual([
      "blog/a",
      "convention/185-19",
    ]);
  });

  it("exclude headings and code, where nothing is shown as a link", () => {
    const content = prose(
      {
        type: "heading",
        attrs: { id: "a", level: 3 },
        content: [text("Art. 18 BC"), text("x", "/blog/one")],
      },
      { type: "codeBlock", content: [text("Art. 19 BC")] },
    );
    expect([...targetsOf(content, HOME)]).toEqual(["blog/one"]);
  });

  it("include addresses in records, but not paths mentioned in their words", () => {
    const content = {
      records: [
        { id: "one", url: `${HOME}/fr/training/evidence-guide`, note: "Art. 18 BC, /countries/georgia" },
        {
          id: "two",
          url: "https://example.org/countries/georgia",
          items: [{ officialUrl: `${HOME}/blog/a` }],
        },
      ],
    };
    expect([...targetsOf(content, HOME)].sort()).toEqual([
      "blog/a",
      "convention/185-18",
      "training/evidence-guide",
    ]);
  });
});

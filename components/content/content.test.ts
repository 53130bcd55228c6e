import { createElement as h, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { KINDS, recordsKindOf } from "@/lib/profiles/kinds";
import type { SourceRecord } from "@/lib/profiles/kinds/sources";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { type AnyRecord, FACTS, type Field } from "@/lib/revisions/records-fields";
import { parseContent } from "@/lib/text/content";
import { PAGES } from "@/lib/text/fixtures/pages";
import type { Content } from "@/lib/text/nodes";
import { articleText, FieldValue } from "./field-value";
import { numberFootnotes, proseReferences, recordReferences } from "./footnotes";
import { SafeLink } from "./inline";
import { SourceNotes } from "./notes";
import { problemText } from "./problem-text";
import { Prose } from "./prose";
import { RecordView } from "./record-view";

const draw = (node: ReactNode) => renderToStaticMarkup(node);
const t = translator("en");
const SCRIPT = ["javascript", "alert(1)"].join(":");
const prose = (content: Content, more: object = {}) =>
  draw(
    h(Prose, {
      content,
      t,
      locale: "en",
      prefix: "laws",
      numberOf: (source) => (source === "src-one" ? 3 : null),
      ...more,
    }),
  );
const page = (...content: unknown[]) => parseContent({ schemaVersion: 1, doc: { type: "doc", content } });
const words = (text: string, marks?: unknown) => ({ type: "text", text, ...(marks ? { marks } : {}) });
const link = (href: string) => [{ type: "link", attrs: { href } }];

describe("prose", () => {
  test("draws every node as its own element", () => {
    expect(prose(PAGES.prose as Content)).toBe(
      '<p>Law No. 2008-11 is the <strong>principal</strong> text<sup class="fn"><a href="#n3" id="r-laws-1" aria-label="Source 3, art. 3">[3, <bdi>art. 3</bdi>]</a></sup><br/><a href="https://example.org/a?b=1#c" rel="noopener noreferrer nofollow ugc"><strong><em>official text</em></strong></a></p>' +
        '<h3 id="h-laws-prose00002">Offences</h3><h4 id="h-laws-prose00003">Attempt</h4><p><a href="/countries/senegal">Senegal</a></p>',
    );
    expect(prose(PAGES.lists as Content)).toBe(
      '<ul><li><p>one</p></li><li><p>two</p><ol start="4"><li><p>within</p></li></ol></li></ul><ol><li><p>first</p></li></ol><blockquote><p>Quiconque aura intercepté</p></blockquote>',
    );
  });

  test("tables scroll in a labelled region, and header cells have a scope", () => {
    expect(prose(PAGES.table as Content)).toBe(
      '<section class="tw" tabindex="0" aria-label="Table 1"><table data-unsortable="This table cannot be sorted because some of its cells are merged."><thead><tr><th scope="col"><p>Offence</p></th><th scope="colgroup" colSpan="2"><p>Penal Code</p></th></tr></thead><tbody><tr><th scope="rowgroup" rowSpan="2"><p>Illegal access</p></th><td><p>art. 431-8</p></td><td><p></p></td></tr><tr><td><p>art. 431-9</p></td><td><p>attempt</p></td></tr></tbody></table></section>',
    );
  });

  test("footnotes in the author's words are listed below the text, each with a link back", () => {
    const note = (text: string) => ({ type: "footnote", attrs: { text } });
    const noted = page({
      type: "paragraph",
      content: [words("One"), note("See https://example.org/a and Art. 18 BC"), note("<b>Two</b>")],
    });
    expect(prose(noted)).toBe(
      '<p>One<sup class="fn"><a href="#note-laws-1" id="mark-laws-1" aria-label="Note 1">[1]</a></sup>' +
        '<sup class="fn"><a href="#note-laws-2" id="mark-laws-2" aria-label="Note 2">[2]</a></sup></p>' +
        '<section aria-labelledby="notes-laws"><h3 id="notes-laws">Notes</h3><ol class="notes">' +
        '<li id="note-laws-1">See <a href="https://example.org/a" rel="noopener noreferrer nofollow ugc">https://example.org/a</a> and ' +
        `${/<a[^>]*>Art. 18 BC<\/a>/.exec(prose(noted))?.[0]} <a href="#mark-laws-1" aria-label="Back to the text, note 1">↑</a></li>` +
        '<li id="note-laws-2">&lt;b&gt;Two&lt;/b&gt; <a href="#mark-laws-2" aria-label="Back to the text, note 2">↑</a></li></ol></section>',
    );
    const [arabic] = /<h2[^>]*>/.exec(prose(noted, { lang: "ar", headingShift: -1 })) ?? [];
    expect(arabic).toBe('<h2 id="notes-laws" lang="en" dir="ltr">');
  });

  test("text is escaped, and an address that fails the check is not a link", () => {
    expect(prose(page({ type: "paragraph", content: [words('<script>alert("x")</script>')] }))).toBe(
      "<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</p>",
    );
    expect(draw(h(SafeLink, { href: SCRIPT, locale: "en", text: "here" }))).toBe("here");
    for (const href of [
      "/fr//evil.example/signin",
      "/ar//x",
      "/fr/\\evil.example",
      "/en/.//evil.example",
      "/fr/%2fx",
    ])
      expect(draw(h(SafeLink, { href, locale: "en", text: "here" }))).toBe("here");
    const forged = {
      schemaVersion: 1,
      doc: {
        type: "doc",
        content: [{ type: "paragraph", attrs: { id: "aaaaaa" }, content: [words("x", link(SCRIPT))] }],
      },
    };
    expect(prose(forged as unknown as Content)).toBe("<p>x</p>");
    const strange = {
      schemaVersion: 1,
      doc: { type: "doc", content: [{ type: "script", content: [words("alert(1)")] }] },
    };
    expect(prose(strange as unknown as Content)).toBe("");
  });

  test("articles cited the way lawyers do are links to their pages, except in links, headings and code", () => {
    const text = (more: unknown) => prose(page(more), { locale: "fr", t: translator("fr") });
    expect(
      text({ type: "paragraph", content: [words("See "), words("Art. 18 BC", [{ type: "bold" }])] }),
    ).toBe(
      `<p>See <strong><a href="/fr/convention/185/18" title="Injonction de produire\n${message(translator("fr"), "asks.185-18")}" data-card="">Art. 18 BC</a></strong></p>`,
    );
    expect(
      text({ type: "paragraph", content: [words("Art. 18 BC", link("https://example.org/"))] }),
    ).not.toContain("/convention/");
    expect(text({ type: "heading", attrs: { level: 3 }, content: [words("Art. 18 BC")] })).not.toContain(
      "<a",
    );
    expect(text({ type: "codeBlock", content: [words("Art. 18 BC")] })).not.toContain("<a");
    const placed = text({ type: "paragraph", content: [words("Art. 18(1)(b) BC, Art. 18(9) BC")] });
    expect(placed).toContain('href="/fr/convention/185/18#18-1-b"');
    expect(placed).toContain('href="/fr/convention/185/18"');
    expect(text({ type: "paragraph", content: [words("Art. 99 BC")] })).toBe("<p>Art. 99 BC</p>");
  });

  test("links to pages of this site lead to the reader's language", () => {
    const at = (href: string, locale: Locale) =>
      prose(page({ type: "paragraph", content: [words("x", link(href))] }), {
        locale,
        t: translator(locale),
      });
    expect(at("/countries/senegal?a=1#b", "fr")).toContain('href="/fr/countries/senegal?a=1#b"');
    expect(at("/fr/countries", "en")).toContain('href="/countries"');
    expect(at("/api/v1/openapi.json", "ar")).toContain('href="/api/v1/openapi.json"');
  });

  test("one link with emphasis inside stays one link", () => {
    const content = page({
      type: "paragraph",
      content: [words("a ", link("/countries")), words("b", [{ type: "bold" }, ...link("/countries")])],
    });
    expect(prose(content)).toBe('<p><a href="/countries">a <strong>b</strong></a></p>');
  });

  test("draws the text's own language, shifted headings and a missing source", () => {
    expect(prose(PAGES.arabic as Content, { lang: "ar" })).toContain(
      '<div class="prose" lang="ar" dir="rtl"><p>',
    );
    expect(
      prose(page({ type: "heading", attrs: { level: 4, id: "aaaaaa" }, content: [words("x")] }), {
        headingShift: 1,
      }),
    ).toBe('<h5 id="h-laws-aaaaaa">x</h5>');
    expect(
      prose(page({ type: "paragraph", content: [{ type: "citation", attrs: { source: "src-two" } }] })),
    ).toBe(
      '<p><sup class="fn" id="r-laws-1"><span aria-hidden="true">[?]</span><span class="vh">Source not found</span></sup></p>',
    );
  });
});

describe("E8 footnotes", () => {
  const cited = page({
    type: "paragraph",
    content: ["src-b", "src-a", "src-b", "src-x"].map((source) => ({ type: "citation", attrs: { source } })),
  });
  const laws = KINDS.laws.parse({
    schemaVersion: 1,
    records: [
      {
        id: "law-one",
        title: "X",
        sources: ["src-c", "src-a"],
        provisions: [{ id: "prov-1", locator: "1", sources: ["src-d"] }],
      },
    ],
  });
  const references = [
    ...proseReferences(cited, "policies"),
    ...recordReferences(laws.records as unknown as AnyRecord[], KINDS.laws.fields, "laws"),
  ];
  const footnotes = numberFootnotes(references, new Set(["src-a", "src-b", "src-c", "src-d", "src-e"]));

  test("are numbered by first use on the page and link both ways", () => {
    expect(footnotes.order).toEqual(["src-b", "src-a", "src-c", "src-d"]);
    expect(footnotes.numberOf("src-x")).toBeNull();
    expect(footnotes.marksOf("src-a")).toEqual(["r-policies-2", "r-laws-law-one-src-a"]);
    const text = prose(cited, { prefix: "policies", numberOf: footnotes.numberOf });
    const table = draw(
      h(RecordView, {
        kind: KINDS.laws,
        records: laws.records as unknown as AnyRecord[],
        t,
        locale: "en",
        prefix: "laws",
        numberOf: footnotes.numberOf,
      }),
    );
    for (const source of footnotes.order)
      for (const mark of footnotes.marksOf(source))
        expect(text + table).toContain(`href="#n${footnotes.numberOf(source)}" id="${mark}"`);
    expect(new Set((text + table).match(/ id="[^"]+"/g)).size).toBe(
      (text + table).match(/ id="[^"]+"/g)?.length,
    );
  });

  test("the list is sorted by number, with uncited sources at the end", () => {
    const sources = KINDS.sources.parse({
      schemaVersion: 1,
      records: ["src-a", "src-b", "src-c", "src-d", "src-e"].map((id) => ({
        id,
        title: `Title ${id}`,
        publisher: "Press",
        url: "https://example.org/",
        lang: "fr",
        published: "2017",
        accessed: "2026-02-05",
        archiveUrl: "https://archive.example/",
        note: "Seen.",
      })),
    });
    const notes = draw(
      h(SourceNotes, {
        sources: sources.records as unknown as SourceRecord[],
        footnotes,
        t,
        locale: "en",
        written: "en",
      }),
    );
    expect(notes.match(/<li id="n\d"/g)).toEqual([
      '<li id="n1"',
      '<li id="n2"',
      '<li id="n3"',
      '<li id="n4"',
    ]);
    expect(notes).toContain(
      '<a href="https://example.org/" rel="noopener noreferrer nofollow ugc"><cite><bdi lang="fr">Title src-b</bdi></cite></a>',
    );
    expect(notes).toContain(
      '<a href="#r-policies-1" aria-label="Back to the text, source 1, use 1">↑<sup>1</sup></a>',
    );
    expect(notes).toContain('<a href="#r-laws-law-one-src-c" aria-label="Back to the text, source 3">↑</a>');
    expect(notes.indexOf("Title src-e")).toBeGreaterThan(notes.indexOf("Title src-d"));
    expect(notes).toContain("Accessed on 5 Feb 2026");
  });
});

describe("records", () => {
  const view = (
    key: "laws" | "treaty-status" | "institutions" | "statistics",
    records: unknown[],
    locale: Locale = "en",
  ) => {
    const kind = recordsKindOf(key);
    if (!kind) throw new Error(key);
    const content = kind.parse({ schemaVersion: 1, records });
    return draw(
      h(RecordView, {
        kind,
        records: content.records,
        t: translator(locale),
        locale,
        prefix: key,
        numberOf: () => 1,
      }),
    );
  };

  test("S3 all four values are drawn differently, including unknown", () => {
    const drawn = FACTS.map((roundTheClock) =>
      view("institutions", [{ id: "unit-1", name: "Unit", kind: "police_unit", roundTheClock }]),
    );
    expect(new Set(drawn.map((html) => /<dd><span class="fact (\w+)"/.exec(html)?.[1]))).toEqual(
      new Set(["yes", "no", "unknown", "na"]),
    );
    expect(drawn[2]).toContain("Not known");
  });

  test("draws a law with its provisions", () => {
    const html = view("laws", [
      {
        id: "sen-2008-11",
        title: "Cybercrime Act",
        titleOriginal: "Loi n° 2008-11",
        lang: ["fr"],
        adoptedOn: "2008-01-25",
        topics: ["substantive", "procedural"],
        officialUrl: "https://www.example.org/law",
        amendedBy: ["Loi 2016-29"],
        confidence: "unverified",
        sources: ["src-one"],
        asOf: "2026-02-05",
        note: "Checked.",
        provisions: [
          {
            id: "prov-1",
            locator: "art. 431-8",
            articles: ["185-2", "224-7"],
            text: "Quiconque …",
            lang: "fr",
            note: "Access.",
            confidence: "confirmed",
          },
        ],
      },
    ]);
    expect(html).toContain(
      '<section class="record" aria-labelledby="laws-sen-2008-11"><h3 id="laws-sen-2008-11"><bdi>Cybercrime Act</bdi>',
    );
    expect(html).toContain('<span class="tag warn">Unverified</span>');
    expect(html).toContain('<bdi lang="fr">Loi n° 2008-11</bdi>');
    expect(html).toContain('<dt>Adopted</dt><dd><time dateTime="2008-01-25">25 Jan 2008</time></dd>');
    expect(html).toContain("<dd>Offences, Procedure</dd>");
    expect(html).toContain('rel="noopener noreferrer nofollow ugc"><bdi dir="ltr">example.org</bdi></a>');
    expect(html).toContain('<td data-l="Convention">Art. 2 · Art. 7, Second Additional Protocol</td>');
    expect(html).toContain('<blockquote class="small" lang="fr" dir="ltr">Quiconque …</blockquote>');
    expect(html).not.toContain("Repealed");
  });

  test("draws treaty status in rows, each date with its confidence", () => {
    const html = view("treaty-status", [
      {
        id: "sen-185",
        treaty: "185",
        how: "accession",
        consentOn: { value: "2016-12-16", precision: "day", confidence: "confirmed" },
        inForceOn: { value: "2017-04", precision: "month", confidence: "unverified" },
        confidence: "confirmed",
        sources: ["src-one"],
        note: "Deposited with the Protocol.",
      },
      { id: "sen-224", treaty: "224", how: "signature_only", sourceState: "none_found" },
    ]);
    expect(html).toContain(
      '<tbody id="treaty-status-sen-185"><tr><th scope="row">Convention on Cybercrime<sup',
    );
    expect(html).toContain(
      '<td data-l="In force"><time dateTime="2017-04">Apr 2017</time> <span class="tag warn">Unverified</span></td>',
    );
    // One mark of doubt: "unverified" already says that no source was found.
    expect(html).toContain('Second Additional Protocol <span class="tag warn">Unverified</span></th>');
    expect(html).not.toContain("No source found");
    expect(html).not.toContain("Invited");
    expect(html).toContain('<span dir="auto">Deposited with the Protocol.</span>');
  });

  test("formats figures in the reader's language", () => {
    const html = view(
      "statistics",
      [{ id: "stat-1", indicator: "reports", period: "2023", value: 12345, definition: "All reports." }],
      "fr",
    );
    expect(html).toContain("Signalements");
    expect(html).toMatch(/12.345/);
    expect(html).toContain('<p dir="auto">All reports.</p>');
  });

  test("draws values by their type", () => {
    const value = (field: Field, v: unknown) => draw(h(FieldValue, { field, value: v, t, locale: "en" }));
    expect(value({ name: "x", type: "email" }, "office@example.org")).toContain(
      'href="mailto:office@example.org"',
    );
    expect(value({ name: "x", type: "phone" }, "+221 33")).toBe('<bdi dir="ltr">+221 33</bdi>');
    expect(value({ name: "x", type: "longtext" }, "a\nb\n\nc")).toBe(
      '<p dir="auto">a<br/>b</p><p dir="auto">c</p>',
    );
    expect(value({ name: "x", type: "confirm" }, true)).toContain("Yes");
    expect(value({ name: "x", type: "text" }, null)).toBe("");
    expect(languageName("pt-BR", "en")).toBe("Brazilian Portuguese");
    expect(articleText("185-9(1)(a)", t)).toBe("Art. 9(1)(a)");
  });
});

describe("messages", () => {
  test.each(["en", "fr", "ar"] as const)("every field, option and rule has a label in %s", (locale) => {
    const own = translator(locale) as unknown as { has(key: string): boolean };
    const missing: string[] = [];
    const need = (key: string) => own.has(key) || missing.push(key);
    const check = (section: string, fields: readonly Field[]) => {
      for (const field of fields) {
        need(`revisions.fields.${field.isShared ? "record" : section}.${field.name}`);
        for (const option of field.options ?? []) need(`revisions.options.${field.vocabulary}.${option}`);
        check(section, field.fields ?? []);
      }
    };
    for (const key of SECTION_KEYS) check(key, recordsKindOf(key)?.fields ?? []);
    for (const fact of FACTS) need(`revisions.options.fact.${fact}`);
    expect(missing).toEqual([]);
  });

  test("a problem names its field in the reader's language", () => {
    const fields = KINDS.laws.fields;
    expect(
      problemText({ path: ["records", 0, "title"], field: "title", rule: "required" }, t, "laws", fields),
    ).toBe("Title: Enter a value.");
    expect(
      problemText(
        { path: ["records", 0, "provisions", 2, "locator"], field: "locator", rule: "too_long", limit: 120 },
        translator("fr"),
        "laws",
        fields,
      ),
    ).toBe("Disposition\u00a0: Écrivez au plus 120 caractères.");
    expect(problemText({ path: [], field: null, rule: "too_many_nodes", limit: 5_000 }, t)).toBe(
      "The section has too many parts (5,000 at most). Split it.",
    );
  });
});

import { createElement as h, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { translator } from "@/lib/i18n/translator";
import { KINDS } from "@/lib/profiles/kinds";
import { mappingsKind } from "@/lib/profiles/kinds/mappings";
import { diffProse } from "@/lib/revisions/compare/diff";
import { mergeProse, resolveProse } from "@/lib/revisions/compare/merge";
import { readChoices } from "@/lib/revisions/compare/merge-choices";
import { parseContent } from "@/lib/text/content";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { generatePairs } from "@/tests/support/merge-pairs";
import { ConflictChoices } from "./conflict-view";
import { folded } from "./diff-marks";
import { ChangeSizeText, DiffView } from "./diff-view";

const draw = (node: ReactNode) => renderToStaticMarkup(node);
const t = translator("en");
const page = (...content: unknown[]): Content =>
  parseContent({ schemaVersion: 1, doc: { type: "doc", content } });
const para = (id: string, text: string, marks?: unknown) => ({
  type: "paragraph",
  attrs: { id: id.padEnd(6, "0") },
  content: [{ type: "text", text, ...(marks ? { marks } : {}) }],
});
const table = (...rows: string[][]) => ({
  type: "table",
  attrs: { id: "table0" },
  content: rows.map((cells) => ({
    type: "tableRow",
    content: cells.map((text) => ({
      type: "tableCell",
      content: [{ type: "paragraph", content: [{ type: "text", text }] }],
    })),
  })),
});
const inline = (before: Content, after: Content, layout: "inline" | "split" | "both" = "inline") =>
  draw(h(DiffView, { diff: diffProse(before, after), t, locale: "en", layout }));
const INS = '<ins><span class="vh">Inserted: </span>';
const DEL = '<del><span class="vh">Deleted: </span>';

describe("R5 differences of text", () => {
  const before = page(para("a", "computer data (articles 677-35 and following)."));
  const after = page(para("a", "computer data (articles 677-35 to 677-42)."));

  test("inline changes are announced as well as marked", () => {
    expect(inline(before, after)).toContain(
      `<div class="prose"><p>computer data (articles 677-35 ${DEL}and following</del>${INS}to 677-42</ins>).</p></div>`,
    );
  });

  test("side by side, each side has only its own words", () => {
    const html = inline(before, after, "split");
    const [was = "", now = ""] = html.split('<div class="pane now">');
    expect(was).toContain("<b>Before</b>");
    expect(was).toContain(`${DEL}and following</del>).`);
    expect(was).not.toContain("<ins>");
    expect(now).toContain(`${INS}to 677-42</ins>`);
    expect(now).not.toContain("<del>");
    expect(inline(before, after, "both")).toContain("<b>Inline</b>");
  });

  test("marks whole and moved passages, and leaves out unchanged ones", () => {
    const many = Array.from({ length: 9 }, (_, n) => para(`p${n}`, `Paragraph ${n}`));
    const html = inline(page(...many), page(many[8], ...many.slice(0, 8), para("new", "New <b>text</b>")));
    expect(html).toContain('<div class="moved"><p class="tiny dim">Moved</p><p>Paragraph 8</p></div>');
    expect(html).toContain(
      '<ins class="block"><span class="vh">Inserted: </span><p>New &lt;b&gt;text&lt;/b&gt;</p></ins>',
    );
    expect(html).toContain('<p class="tiny dim">6 unchanged passages</p>');
    expect(html).not.toContain("Paragraph 4");
    expect(inline(page(para("a", "x")), page(para("a", "x")))).toBe('<p class="dim">No changes.</p>');
  });

  test("marks changes of emphasis, block type and citations", () => {
    expect(inline(page(para("a", "x y")), page(para("a", "x y", [{ type: "bold" }])))).toContain(
      '<mark><span class="vh">Formatting changed: </span><strong>x y</strong></mark>',
    );
    const heading = page({
      type: "heading",
      attrs: { id: "a00000", level: 3 },
      content: [{ type: "text", text: "x y" }],
    });
    expect(inline(page(para("a", "x y")), heading)).toContain(
      '<p class="tiny dim">Was: Paragraph. Now: Heading.</p><h4>x y</h4>',
    );
    const cited = page({
      ...para("a", "x y"),
      content: [
        { type: "text", text: "x y" },
        { type: "citation", attrs: { source: "src-one", locator: "p. 2" } },
      ],
    });
    expect(inline(page(para("a", "x y")), cited)).toContain(
      `${INS}<sup class="fn">[<bdi>src-one, p. 2</bdi>]</sup></ins>`,
    );
  });

  test("compares tables cell by cell, with marks in cells, never around rows", () => {
    const html = inline(page(table(["Art. 2", "yes"])), page(table(["Art. 2", "partly"], ["Art. 3", "no"])));
    expect(html).toContain(`<td><p>${DEL}yes</del>${INS}partly</ins></p></td>`);
    expect(html).toContain(
      '<tr><td><ins class="block"><span class="vh">Inserted: </span><p>Art. 3</p></ins></td>',
    );
    expect(html).not.toMatch(/<ins[^>]*>(<span[^>]*>[^<]*<\/span>)?<t[rd]/);
  });

  test("draws generated pairs in every layout", () => {
    for (const { theirs, mine } of generatePairs(60, 4))
      expect(inline(theirs, mine, "both").length).toBeGreaterThan(0);
  });

  test("gives the size in words", () => {
    const diff = diffProse(before, after);
    expect(draw(h(ChangeSizeText, { diff, t }))).toBe(
      '1 passage<span class="num"> +2 words</span><span class="num"> −2 words</span>',
    );
    expect(draw(h(ChangeSizeText, { diff: { ...diff, family: "records" }, t }))).toContain("1 record<");
  });

  test("keeps the items near a change", () => {
    expect(folded([0, 0, 0, 1, 0, 0], Boolean)).toEqual([2, 0, 1, 0, 1]);
    expect(folded([1], Boolean)).toEqual([1]);
  });
});

const law = (fields: object) => ({
  id: "law-one",
  title: "Cybercrime Act",
  sourceState: "none_found",
  ...fields,
});
const laws = (...records: unknown[]) => KINDS.laws.parse({ schemaVersion: 1, records });

describe("R5 differences of records", () => {
  const diff = KINDS.laws.diff(
    laws(
      law({
        number: "1",
        kind: "act",
        summary: "It adds powers.",
        topics: ["evidence"],
        provisions: [{ id: "prov-1", locator: "art. 1" }],
      }),
      { ...law({ title: "Old Act" }), id: "law-two" },
    ),
    laws(
      law({
        number: "2",
        kind: "act",
        summary: "It adds new powers.",
        topics: ["evidence", "retention"],
        adoptedOn: "2008-01-25",
        provisions: [
          { id: "prov-1", locator: "art. 1" },
          { id: "prov-2", locator: "art. 2" },
        ],
      }),
    ),
  );
  const html = draw(h(DiffView, { diff, t, locale: "en" }));

  test("shows old beside new under the field's label", () => {
    expect(html).toContain('<b><bdi>Cybercrime Act</bdi></b><span class="tag">Changed</span>');
    expect(html).toContain(`<dt>Number</dt><dd>${DEL}<bdi>1</bdi></del> ${INS}<bdi>2</bdi></ins></dd>`);
    expect(html).toContain(`<dt>Summary</dt><dd>It adds ${INS}new </ins>powers.</dd>`);
    expect(html).toContain(`<dt>Topics</dt><dd> ${INS}Data retention</ins></dd>`);
    expect(html).toContain(
      `<dt>Adopted</dt><dd> ${INS}<time dateTime="2008-01-25">25 Jan 2008</time></ins></dd>`,
    );
    expect(html).not.toContain("<dt>Kind</dt>");
  });

  test("shows nested and removed records", () => {
    expect(html).toContain(
      `1 unchanged passage</p></li><li data-change=""><p class="row"><b>${INS}<bdi>art. 2</bdi></ins></b><span class="tag ok">Added</span></p>`,
    );
    expect(html).toContain(`<b>${DEL}<bdi>Old Act</bdi></del></b><span class="tag bad">Removed</span>`);
    expect(html).not.toContain("<dt>Title</dt>");
  });

  test("for an added record, repeats no word and lists sources once", () => {
    const treaty = { id: "cets-185", treaty: "185", confidence: "likely", asOf: "2026-02-05" };
    const content = (given: object) =>
      KINDS["treaty-status"].parse({ schemaVersion: 1, records: [{ ...treaty, ...given }] });
    const came = (given: object) =>
      draw(
        h(DiffView, {
          diff: KINDS["treaty-status"].diff(KINDS["treaty-status"].empty(), content(given)),
          t,
          locale: "en",
        }),
      );
    const same = came({ how: "accession", consentKind: "accession", sources: ["register"] });
    expect(same.match(/>Accession</g)).toHaveLength(1);
    expect(same).not.toContain("<dt>Treaty</dt>");
    expect(same).not.toContain("Sources given");
    const other = came({ how: "ratification", consentKind: "acceptance", sourceState: "none_found" });
    expect(other).toContain(`${INS}Acceptance</ins>`);
    expect(other).toContain(`${INS}No source found</ins>`);
  });

  test("a text of several paragraphs keeps its lines, beside its label", () => {
    const noted = KINDS.laws.diff(laws(law({})), laws(law({ note: "One.\n\nTwo." })));
    expect(draw(h(DiffView, { diff: noted, t, locale: "en" }))).toContain(
      `<dt>Note</dt><dd> ${INS}<span dir="auto">One.<br/><br/>Two.</span></ins></dd>`,
    );
  });
});

describe("R4 conflicts", () => {
  const result = mergeProse(
    page(para("a", "one"), para("b", "two")),
    page(para("a", "theirs")),
    page(para("a", "mine"), para("b", "two and more")),
  );
  const html = draw(
    h(ConflictChoices, { conflicts: result.conflicts, t, locale: "en", section: "legislation" }),
  );

  test("shows both versions with nothing selected, and editing by hand if a text field suffices", () => {
    expect(html).toContain("<legend>Passage 1 of 2</legend>");
    for (const side of ["theirs", "mine"])
      expect(html).toContain(`<p><del><span class="vh">Deleted: </span>one</del>${INS}${side}</ins></p>`);
    expect(html.match(/type="radio"/g)).toHaveLength(7);
    expect(html).not.toContain("checked");
    expect(html).toContain(
      '<textarea class="in" name="hand:a00000" rows="5" aria-label="New text: Passage 1 of 2" dir="auto">mine</textarea>',
    );
    expect(html).toContain("Removed in the published text.");
    const bold = mergeProse(
      page(para("a", "one")),
      page(para("a", "theirs", [{ type: "bold" }])),
      page(para("a", "mine")),
    );
    expect(
      draw(h(ConflictChoices, { conflicts: bold.conflicts, t, locale: "en", section: "legislation" })),
    ).not.toContain("textarea");
  });

  test("the values of a plain form resolve them", () => {
    const form: Record<string, string> = {
      "choice:a00000": "hand",
      "hand:a00000": "theirs and mine",
      "choice:b00000": "mine",
    };
    const choices = readChoices(result.conflicts, (name) => form[name] ?? null);
    expect(contentText(resolveProse(result.content, result.conflicts, choices).content)).toBe(
      "theirs and mine\n\ntwo and more",
    );
    expect(readChoices(result.conflicts, () => "everything")).toEqual({});
  });

  test("shows fields by label with both values, and records with theirs", () => {
    const base = laws(law({ number: "1", adoptedOn: "2008" }), { ...law({}), id: "law-two" });
    const merged = KINDS.laws.merge(
      base,
      laws(law({ number: "2", adoptedOn: "2009" })),
      laws(law({ number: "3", adoptedOn: "2010" }), { ...law({ number: "9" }), id: "law-two" }),
    );
    const drawn = draw(h(ConflictChoices, { conflicts: merged.conflicts, t, locale: "en", section: "laws" }));
    expect(drawn).toContain("<legend>Cybercrime Act: Number</legend>");
    expect(drawn).toContain("<legend>Cybercrime Act: Adopted</legend>");
    expect(drawn).toContain("<legend>Cybercrime Act</legend>");
    expect(drawn.match(/value="both"/g)).toHaveLength(1);
    expect(drawn).toContain("<dt>Number</dt><dd><bdi>9</bdi></dd>");
  });

  test("a mapping is named by its article in the reader's language", () => {
    const found = (coverage: string) =>
      mappingsKind.parse({
        schemaVersion: 1,
        records: [{ id: "map-2", articles: ["185-2"], coverage, sourceState: "none_found" }],
      });
    const { conflicts } = mappingsKind.merge(found("full"), found("partial"), found("none"));
    const drawn = draw(h(ConflictChoices, { conflicts, t, locale: "en", section: "mappings" }));
    expect(drawn).toContain("<legend>Art. 2: Coverage</legend>");
  });
});

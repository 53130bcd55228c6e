import { gzipSync } from "node:zlib";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import "@/lib/place-kinds";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { translator } from "@/lib/i18n/translator";
import { SECTION_KEYS } from "@/lib/profiles/model";
import type { ProfilePage, SectionState } from "@/lib/profiles/reading/model";
import { pageOf } from "@/tests/support/profile-page";
import { ProfileView } from "./profile-view";

function draw(page: ProfilePage, locale: Locale = "en"): string {
  return renderToStaticMarkup(<ProfileView t={translator(locale)} locale={locale} page={page} />);
}

const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? "");

describe("a profile", () => {
  it.each(["senegal", "romania", "afghanistan", "kosovo"])(
    "%s has one heading of the first level, and no id twice",
    (slug) => {
      for (const locale of LOCALES) {
        const html = draw(pageOf(slug), locale);
        expect(all(html, /<(h1)[ >]/g)).toHaveLength(1);
        const ids = all(html, / id="([^"]+)"/g);
        expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
        expect(html).not.toMatch(/<script| style="/);
      }
    },
  );

  it.each(["senegal", "romania", "mauritius"])("%s leads from each mark to its source and back", (slug) => {
    const html = draw(pageOf(slug));
    const ids = new Set(all(html, / id="([^"]+)"/g));
    const targets = all(html, / href="#([^"]+)"/g);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
    const notes = targets.filter((target) => /^n\d+$/.test(target));
    expect(notes.length).toBeGreaterThan(3);
    for (const note of new Set(notes)) expect(html).toContain(`id="${note}"`);
    // Every mark that has an id is led back to.
    const marks = [...ids].filter((id) => id.startsWith("r-"));
    expect(marks.filter((mark) => !targets.includes(mark))).toEqual([]);
    expect(html).not.toContain(translator("en")("revisions.prose.sourceMissing"));
  });

  it("lists all sections in order, each with its editing link in the reader's language", () => {
    const html = draw(pageOf("senegal"), "fr");
    const order = all(html, /<section id="([^"]+)"><h[23] class="sec"/g);
    expect(order).toEqual(OUTLINE_ENTRIES.map((entry) => entry.key));
    expect([...order].sort()).toEqual([...SECTION_KEYS].sort());
    for (const key of SECTION_KEYS) expect(html).toContain(`href="/fr/countries/senegal/edit/${key}"`);
  });

  it("says of what nobody has written that it is not yet researched, and invites", () => {
    const page = pageOf("afghanistan", { sections: {}, participations: [], revision: 0 });
    const html = draw(page);
    expect(html.split("Not yet researched.")).toHaveLength(SECTION_KEYS.length + 1);
    expect(html).toContain("Add the first record");
    expect(html).not.toContain("/revisions/");
  });

  it("names what readers come for and a record lacks, and nothing of what it has", () => {
    const { sections } = pageOf("senegal");
    const laws = structuredClone(sections.laws) as SectionState;
    const { records } = laws.content as { records: Record<string, unknown>[] };
    const open = { status: null, adoptedOn: null, inForceFrom: null, officialUrl: null };
    laws.content = { ...(laws.content as object), records: [{ ...records[0], ...open }] };
    const drawn = draw(pageOf("senegal", { sections: { laws } }));
    expect(drawn).toContain("Missing: Status, Adopted, In force from, Official text");
    const known = {
      status: "in_force",
      adoptedOn: "2016-11-08",
      inForceFrom: "2016",
      officialUrl: "https://x.sn/",
    };
    laws.content = { ...(laws.content as object), records: [{ ...records[0], ...known }] };
    expect(draw(pageOf("senegal", { sections: { laws } }))).not.toContain("Missing: ");
  });

  it("says of which family its law is, by editors’ knowledge, or that this is not known", () => {
    expect(draw(pageOf("senegal"))).toMatch(/<dt>Legal system<\/dt><dd>Mixed <[^>]*>Unverified/);
    const head = { ...pageOf("senegal").head, iso2: "ZZ" };
    expect(draw(pageOf("senegal", { head }))).toMatch(/<dt>Legal system<\/dt><dd><span[^>]*>Not known/);
  });

  it("tells treaties with day, certainty and what is not known", () => {
    const html = draw(pageOf("senegal"));
    expect(html).toContain("Key facts: Party since 16 December 2016");
    expect(html).toContain('<time dateTime="2016-12-16">16 December 2016</time>');
    const { sections } = pageOf("senegal");
    const status = structuredClone(sections["treaty-status"]) as SectionState;
    const [record] = (status.content as { records: { consentOn: unknown }[] }).records;
    if (record) record.consentOn = null;
    const open = draw(pageOf("senegal", { sections: { ...sections, "treaty-status": status } }));
    expect(open).toContain("Not known");
    expect(open).toMatch(/Key facts: Party </);
    // Of the UN Convention nothing is recorded, which is not that nothing was done; of Malabo only what is recorded.
    expect(html).toMatch(/<b>UN Convention<\/b><\/dt><dd><span class="dim">Not known</);
    expect(html).toMatch(/<b>Malabo Convention<\/b><\/dt><dd>[^/]*Party</);
    expect(draw(pageOf("romania"))).not.toContain("<b>Malabo Convention</b>");
    // Nor does a record of the UN Convention alone say anything of the Budapest Convention.
    const other = structuredClone(status);
    const [one] = (other.content as { records: object[] }).records;
    other.content = { ...(other.content as object), records: [{ ...one, treaty: "un" }] };
    const alone = draw(pageOf("senegal", { sections: { "treaty-status": other } }));
    expect(alone).toMatch(/<b>Budapest Convention<\/b><\/dt><dd>[^/]*No treaty action known</);
    expect(alone).toMatch(/<b>UN Convention<\/b><\/dt><dd>[^/]*Party</);
  });

  it("carries the note of its designation, and says in which language its text is", () => {
    expect(draw(pageOf("kosovo"))).toContain("UNSC 1244");
    expect(draw(pageOf("senegal"), "ar")).toContain('lang="en" dir="ltr"');
    expect(draw(pageOf("senegal"), "fr")).toMatch(/Pas encore en français\s; affiché en anglais\./);
    expect(draw(pageOf("senegal"))).not.toContain("shown in");
  });

  it.each(["senegal", "romania"])("%s is read on a slow line: far under 60 KB, compressed", (slug) => {
    for (const locale of LOCALES) expect(gzipSync(draw(pageOf(slug), locale)).length).toBeLessThan(30_000);
  });
});

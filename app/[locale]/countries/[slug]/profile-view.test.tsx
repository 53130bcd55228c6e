import { gzipSync } from "node:zlib";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import "@/lib/place-kinds";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { STATES_AS_OF } from "@/lib/convention/model";
import { translator } from "@/lib/i18n/translator";
import { SECTION_KEYS } from "@/lib/profiles/model";
import type { ProfilePage, ProfileStart, SectionState } from "@/lib/profiles/reading/model";
import { markup } from "@/tests/support/markup";
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

  it.each(["senegal", "romania", "mauritius"])("%s links from each mark to its source and back", (slug) => {
    const html = draw(pageOf(slug));
    const ids = new Set(all(html, / id="([^"]+)"/g));
    const targets = all(html, / href="#([^"]+)"/g);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
    const notes = targets.filter((target) => /^n\d+$/.test(target));
    expect(notes.length).toBeGreaterThan(3);
    for (const note of new Set(notes)) expect(html).toContain(`id="${note}"`);
    // Every mark with an id has a link back to it.
    const marks = [...ids].filter((id) => id.startsWith("r-"));
    expect(marks.filter((mark) => !targets.includes(mark))).toEqual([]);
    expect(html).not.toContain(translator("en")("revisions.prose.sourceMissing"));
  });

  it("lists the summary first, then all sections in order, each with its editing link in the reader's language", () => {
    const html = draw(pageOf("senegal"), "fr");
    const order = all(html, /<section id="([^"]+)"><h[23] class="sec"/g);
    const [first, ...others] = order;
    expect(first).toBe("state-of-play");
    expect(html).toMatch(/<h2 class="sec"><span id="title-of-state-of-play">(?!\d)/);
    expect(others).toEqual(OUTLINE_ENTRIES.map(({ key }) => key).filter((key) => others.includes(key)));
    expect(others).toContain("legislation");
    const listed = all(html, /<li id="([^"]+)"><a/g);
    expect([...order, ...listed].sort()).toEqual([...SECTION_KEYS].sort());
    expect(listed).toEqual(expect.arrayContaining(["case-law", "statistics"]));
    for (const key of SECTION_KEYS)
      expect(html).toMatch(new RegExp(`href="/fr/countries/senegal/edit/${key}(?:\\?lang=fr)?"`));
  });

  it("lists unwritten sections together, each with its address and an edit link", () => {
    const page = pageOf("afghanistan", { sections: {}, participations: [], revision: 0 });
    const html = draw(page);
    expect(html).toContain(`Not researched yet (${SECTION_KEYS.length})`);
    expect(all(html, /<li id="([^"]+)"><a/g)).toEqual(OUTLINE_ENTRIES.map(({ key }) => key));
    expect(html).toContain('<a href="#unwritten">');
    expect(html).not.toContain("Not yet researched.");
    expect(html).not.toContain("Report an error");
    expect(html).not.toContain("/revisions/");
    const french = markup(<ProfileView t={translator("fr")} locale="fr" page={page} />);
    expect(french).toContain('href="/fr/countries/afghanistan/edit/policies?lang=fr"');
    expect(french).toContain('href="/fr/countries/afghanistan/edit/laws"');
  });

  it("keeps a heading above written subsections if the section itself is unwritten", () => {
    const { sections } = pageOf("senegal");
    const html = draw(pageOf("senegal", { sections: { laws: sections.laws as SectionState } }));
    expect(all(html, /<section id="([^"]+)"><h[23] class="sec"/g)).toEqual(["legislation", "laws"]);
    expect(html).toContain(`Not researched yet (${SECTION_KEYS.length - 1})`);
    expect(html).toMatch(/<li><a href="[^"]*\/edit\/legislation">/);
  });

  it("without text says in one place what is known, what neighbours have and how to help", () => {
    const page = pageOf("afghanistan", { sections: {}, participations: [], revision: 0 });
    const neighbours = [
      {
        slug: "sri-lanka",
        names: { en: "Sri Lanka", fr: "Sri Lanka", ar: "سري لانكا" },
        designation: null,
        status: "party" as const,
        filledSections: 9,
      },
    ];
    const focalPoints = [{ handle: "awa", displayName: "Awa Diop" }];
    const of = (start: ProfileStart, locale: Locale = "en") =>
      markup(<ProfileView t={translator(locale)} locale={locale} page={page} start={start} />);
    const html = of({ neighbours, focalPoints });
    expect(html).toContain("No step towards the Budapest Convention is recorded.");
    expect(html).toContain("In the same part of the world (Southern Asia)");
    expect(html).toMatch(/sri-lanka">Sri Lanka<\/a> <span[^>]*>Party; 9 sections written</);
    expect(html).toContain('href="/watchlist/watch?of=profile%3Aafghanistan"');
    expect(html).toMatch(/\/members\/awa"><bdi>Awa Diop/);
    const alone = of({ neighbours: [], focalPoints: [] }, "fr");
    expect(alone).toContain("Aucun point focal de ce pays");
    expect(alone).not.toContain("Dans la même partie du monde");
  });

  it("with little text says below the list where to look, what neighbours have and who can help", () => {
    const { "treaty-status": treaties, laws } = pageOf("senegal").sections;
    const sections = { ...(treaties ? { "treaty-status": treaties } : {}), ...(laws ? { laws } : {}) };
    const page = pageOf("senegal", { sections });
    const start = { neighbours: [], focalPoints: [{ handle: "awa", displayName: "Awa Diop" }] };
    const html = markup(<ProfileView t={translator("en")} locale="en" page={page} start={start} />);
    const [, list = ""] = html.split('id="unwritten"');
    expect(list).toMatch(/watch\?of=profile%3Asenegal"[^>]*>Notify me when one of them is written</);
    expect(list).toContain("SHERLOC");
    expect(list).toMatch(/\/members\/awa"><bdi>Awa Diop/);
    expect(html).not.toContain("Write the first section");
    // The rest of the page is as on any other.
    expect(html).toContain("No section has been verified by the focal point yet.");
    expect(html).not.toContain("Little is recorded here yet");
  });

  it("names important facts that a record lacks, and no others", () => {
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

  it("shows treaties with date, confidence and unknown facts", () => {
    const html = draw(pageOf("senegal"));
    expect(html).toContain("Key facts: Party since 1 April 2017");
    expect(html).toContain('<time dateTime="2016-12-16">16 December 2016</time>');
    const { sections } = pageOf("senegal");
    const status = structuredClone(sections["treaty-status"]) as SectionState;
    const [record] = (status.content as { records: { inForceOn: unknown }[] }).records;
    if (record) record.inForceOn = null;
    const open = draw(pageOf("senegal", { sections: { ...sections, "treaty-status": status } }));
    expect(open).toContain("Not known");
    expect(open).toMatch(/Key facts: Party </);
    // The UN Convention has no record, which does not mean "no action"; Malabo has only what is recorded.
    expect(html).toMatch(/<b>UN Convention<\/b><\/dt><dd><span class="dim">Not known</);
    expect(html).toMatch(/<b>Malabo Convention<\/b><\/dt><dd>[^/]*Party</);
    expect(draw(pageOf("romania"))).not.toContain("<b>Malabo Convention</b>");
    // A record of the UN Convention alone says nothing about the Budapest Convention.
    const other = structuredClone(status);
    const [one] = (other.content as { records: object[] }).records;
    other.content = { ...(other.content as object), records: [{ ...one, treaty: "un" }] };
    const alone = draw(pageOf("senegal", { sections: { "treaty-status": other } }));
    expect(alone).toMatch(/<b>Budapest Convention<\/b><\/dt><dd>[^/]*No treaty action known</);
    // No record gives a day, so it is that of the list of States.
    expect(alone.split("No treaty action known")[2]?.split("</dl>")[0]).toContain(
      `dateTime="${STATES_AS_OF["185"]}"`,
    );
    expect(html).toContain("Only declarations and reservations with a known source are listed");
    // The UN Convention is not in force: a State that has acceded to it is not a Party yet.
    expect(alone).toMatch(/<b>UN Convention<\/b><\/dt><dd>[^/]*Ratified, not yet in force</);
    expect(alone).toContain("<dt>In force</dt><dd>Not yet</dd>");
  });

  it.each(LOCALES)("lists for editors what to check, beside the text, in %s", (locale) => {
    const t = translator(locale);
    const html = draw(pageOf("senegal"), locale);
    const box = /<details class="more folded" id="editors".*?<\/details>/s.exec(html)?.[0] ?? "";
    expect(box).toContain(t("profiles.editors.title"));
    expect(box).toMatch(/href="[^"]*\/countries\/senegal\/edit\/laws"/);
    // The questions are for editors: they are only in the box, not in the text for readers.
    expect(html.replace(box, "")).not.toContain(t("profiles.editors.ask.safeguards"));
    expect(box).toContain(t("profiles.editors.ask.safeguards"));
    expect(box).not.toContain(t("profiles.editors.ask.public-private"));
  });

  it("distinguishes projects in which it takes part from activities that it only hosted", () => {
    const part = { confidence: "likely", source: "newsletter", startMonth: "2016-12", endMonth: "2016-12" };
    const participations = [
      { ...part, project: "glacy", name: "GLACY", part: "participating" },
      { ...part, project: "glacy-plus", name: "GLACY+", part: "activity" },
    ];
    const html = draw(pageOf("senegal", { participations }));
    const [, projects = "", activities = ""] = html.split(/aria-labelledby="key-(?:projects|activities)"/);
    expect(projects).toContain("Taking part, Dec 2016<");
    expect(projects).not.toContain("GLACY+");
    expect(activities).toContain("GLACY+");
    expect(activities).toContain("not listed as taking part");
  });

  it("does not call a State a Party that was not yet bound on the date of the record", () => {
    const { sections } = pageOf("senegal");
    const status = structuredClone(sections["treaty-status"]) as SectionState;
    const [record] = (status.content as { records: { asOf: string }[] }).records;
    if (record) record.asOf = "2017-01-31";
    const html = draw(pageOf("senegal", { sections: { "treaty-status": status } }));
    expect(html).toContain("Key facts: Ratified, not yet in force <");
    expect(html).toContain('<time dateTime="2017-04-01">1 April 2017</time>');
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

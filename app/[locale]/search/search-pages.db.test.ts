import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { profileAlias } from "@/db/schema/profiles";
import { searchMiss } from "@/db/schema/search";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { rebuildSearch, type SearchEntry } from "@/lib/search";
import { updateEntries } from "@/lib/search/entries";
import { SYSTEM, transact } from "@/lib/transact";
import { SEARCH_KINDS } from "@/lib/vocabulary/search-kinds";
import { TOPICS } from "@/lib/vocabulary/topics";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import * as administration from "../admin/search/route";
import * as own from "../me/search/route";
import * as searching from "./route";

useDatabase();

const ask = asker([
  [/^\/search$/, searching],
  [/^\/me\/search$/, own],
  [/^\/admin\/search$/, administration],
]);

const UNTRANSLATED = /\b(?:search|common|shell|admin)\.[a-z][a-zA-Z-]*(?:\.[a-zA-Z-]+)?\b(?=[<"])/;

const note = (given: Partial<SearchEntry> & { key: string; title: string }): SearchEntry => ({
  kind: "post",
  path: `/blog/${given.key}`,
  language: "en",
  passages: [],
  ...given,
});

async function put(...entries: SearchEntry[]): Promise<void> {
  await transact(SYSTEM, (ctx) =>
    rebuildSearch(ctx, { index: (tx) => updateEntries(tx, "post:test", entries) }),
  );
}

beforeEach(() =>
  put(
    note({
      key: "first-hour",
      title: "The first hour",
      countries: ["RO"],
      passages: [{ text: "Ask for preservation of the data before the formal request.", anchor: "ask" }],
    }),
    note({
      key: "room",
      title: "Preservation in the restricted guide",
      kind: "material",
      audience: "practitioners",
      path: "/training/restricted-guide",
      passages: [{ text: "Preservation of seized accounts: a secret paragraph." }],
    }),
  ),
);

describe("the visitors' search", () => {
  it("shows the results with the passage marked and linked, and nothing that visitors may not see", async () => {
    const page = await ask("/search?q=preserved");
    expect(page.status).toBe(200);
    expect(page.body).toContain("1 result for “preserved”");
    expect(page.body).toContain('href="/blog/first-hour#ask:~:text=preservation');
    expect(page.body).toContain("<mark>preservation</mark>");
    expect(page.body).not.toContain("restricted");
    expect(page.headers.get("cache-control")).toContain("no-store");
    expect(page.body).toContain('<meta name="robots" content="noindex"');
  });

  it("is filtered by any name of a country, and names invalid filters", async () => {
    const pageId = await makeProfile({ slug: "cote-divoire", iso2: "CI", iso3: "CIV" });
    await makeProfile({ slug: "romania", iso2: "RO", iso3: "ROU" });
    await db().insert(profileAlias).values({ alias: "ivory-coast", pageId });
    for (const country of [
      "RO",
      "ro",
      "rou",
      "ROU",
      "romania",
      "Romania",
      "cote-divoire,ro",
      "ci,ivory-coast,ROU",
    ]) {
      const page = await ask(`/search?q=preservation&country=${encodeURIComponent(country)}`);
      expect([country, page.body.includes("1 result for")]).toEqual([country, true]);
      expect(page.body).toMatch(/name="country" checked="" value="RO"|value="RO"[^>]*checked=""/);
      expect(page.body).not.toContain("Unknown filter");
    }
    for (const country of ["CI", "civ", "Ivory%20Coast", "C%C3%B4te%20d%E2%80%99Ivoire"])
      expect((await ask(`/search?q=preservation&country=${country}`)).body).toContain(
        "No results with these filters",
      );
    const mixed = await ask(
      "/search?q=preservation&country=atlantis,romania&type=post,<b>&lang=x9&date=never",
    );
    expect(mixed.body).toContain("1 result for");
    expect(mixed.body).toContain("Unknown filters, ignored: “&lt;b&gt;”, “atlantis”, “x9”, “never”.");
    expect(mixed.body).toContain('name="type" checked="" value="post"');
    const none = await ask("/search?q=preservation&country=atlantis");
    expect(none.body).toContain("Unknown filter, ignored: “atlantis”.");
    expect(none.body).toContain("1 result for");
  });

  it.each([
    ["", "Filters", "Filters (3 on)"],
    ["/fr", "Filtres", "Filtres (3 actifs)"],
    ["/ar", "عوامل التصفية", "عوامل التصفية (3)"],
  ])("shows the number of active filters on their button (%s)", async (prefix, none, three) => {
    const word = async (query: string) => {
      const { body } = await ask(`${prefix}/search?q=preservation${query}`);
      return /<span id="facets-on">([^<]*)</.exec(body)?.[1];
    };
    expect(await word("")).toBe(none);
    expect(await word("&sort=new&exact=1")).toBe(none);
    expect(await word("&type=post,source&country=RO,atlantis")).toBe(three);
  });

  it.each(["", "/fr", "/ar"])("is a complete page in every language (%s)", async (prefix) => {
    for (const query of [
      "",
      "?q=preservation",
      "?q=preservation&country=FR",
      "?q=xqzzv",
      "?q=preservation&page=9",
    ]) {
      const page = await ask(`${prefix}/search${query}`);
      expect(page.status).toBe(200);
      expect(page.body).not.toMatch(UNTRANSLATED);
      expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)/);
    }
  });

  it("stores the page without a query, and no other", async () => {
    expect((await ask("/search")).headers.get("cache-control")).toContain("public");
  });

  it("says what to do if nothing is found: other filters, other words, the nearest word", async () => {
    const narrowed = await ask("/search?q=preservation&country=FR");
    expect(narrowed.body).toContain("No results with these filters.");
    expect(narrowed.body).toContain('href="/search?q=preservation"');
    expect((await ask("/search?q=preservatoin")).body).toContain("No results for “preservatoin”.");
    const exact = await ask("/search?q=preservatoin&exact=1");
    expect(exact.body).toContain("Did you mean “preservation”?");
    expect((await ask("/search?q=xqzzv")).body).toContain("No results contain these words.");
    expect((await ask(`/search?q=${"a".repeat(201)}`)).body).toContain("too long");
  });

  it("ignores invalid values, and shows what was typed as text", async () => {
    const page = await ask(
      `/search?q=${encodeURIComponent("<img src=x onerror=alert(1)> preservation")}&type=nonsense&lang=%27&page=-1&date=never`,
    );
    expect(page.status).toBe(200);
    expect(page.body).not.toContain("<img src=x");
    expect(page.body).toContain("&lt;img src=x");
  });
});

describe("a page of results on a slow connection", () => {
  const WORDS = "Evidence held by providers abroad, as States ask for it and as courts take it, ".repeat(6);
  const many = COUNTRY_CODES.map((iso2, n) =>
    note({
      key: `long-${iso2.toLowerCase()}`,
      title: `Law ${n} on electronic evidence, its preservation and its disclosure`,
      kind: SEARCH_KINDS[n % 9] ?? "law",
      path: `/countries/${iso2.toLowerCase()}`,
      language: ["en", "fr", "ar", "es", "pt", "de"][n % 6] ?? "en",
      countries: COUNTRY_CODES.slice(n, n + 3),
      topics: TOPICS.slice(n % TOPICS.length, (n % TOPICS.length) + 3),
      at: new Date("2026-05-01T09:00:00Z"),
      passages: [{ text: `Preservation of evidence. ${WORDS}`, anchor: `laws-${n}` }],
    }),
  );
  const boxes = (body: string, name: string) => body.split(`type="checkbox" name="${name}"`).length - 1;

  it.each(["", "/fr", "/ar"])("is at most 25 KB before compression (%s)", async (prefix) => {
    await put(...many);
    for (const words of ["evidence", "preservation evidence", "الأدلة الإلكترونية", "preuve électronique"]) {
      const { body } = await ask(`${prefix}/search?q=${encodeURIComponent(words)}`);
      expect([words, Buffer.byteLength(body) <= 25 * 1024]).toEqual([words, true]);
    }
  });

  it("offers the most frequent and the chosen countries, and all of them at another address", async () => {
    await put(...many);
    const short = await ask("/search?q=evidence&country=SN,ZW");
    expect(boxes(short.body, "country")).toBe(6);
    expect(short.body).toMatch(/name="country" checked="" value="SN"/);
    expect(short.body).toMatch(/name="country" checked="" value="ZW"/);
    const [, address = ""] = /href="([^"]+)">\d+ more countries</.exec(short.body) ?? [];
    expect(address).toBe("/search?q=evidence&amp;country=SN%2CZW&amp;more=1");
    const all = await ask(address.replaceAll("&amp;", "&"));
    // The others are in a list for which the scripts know the names in every language.
    expect(boxes(all.body, "country")).toBe(6);
    const list = /<select[^>]*name="country"[^>]*>(.*?)<\/select>/.exec(all.body) ?? [];
    expect(list[0]).toMatch(/^<select[^>]* data-names="country" data-combo=""/);
    const values = [...(list[1] ?? "").matchAll(/value="([A-Z]{2})"/g)].map(([, value]) => value);
    expect(values.length).toBeGreaterThan(180);
    for (const chosen of ["SN", "ZW"]) expect(values).not.toContain(chosen);
    expect(list[1]).toContain('<option value="" selected="">Add a country</option>');
    expect(list[1]).toMatch(/<option value="FR">France \(\d+\)<\/option>/);
    expect(all.body).toContain('<details class="more" open="">');
    // Choosing another one keeps the whole list.
    expect(all.body).toContain('<input type="hidden" name="more" value="1"/>');
    expect(all.body).toContain('href="/search?q=evidence&amp;country=SN%2CZW">Show fewer</a>');
  });
});

describe("the members' search", () => {
  it("finds what the member may see besides, and nothing more", async () => {
    const member = await ask("/me/search?q=preservation", { as: await makeActor() });
    expect(member.body).toContain("1 result for");
    const practitioner = await ask("/me/search?q=preservation", { as: await makeActor("practitioner") });
    expect(practitioner.body).toContain("2 results for");
    expect(practitioner.body).toContain("Verified practitioners");
    // Viewing restricted material is recorded, but a list of results records nothing.
    expect(practitioner.body).toContain("each view is recorded");
    expect(practitioner.body).toContain('href="/training/restricted-guide"');
    expect(practitioner.body).not.toContain("seized");
    expect((await ask("/me/search?q=preservation")).to).toContain("/signin?next=");
  });
});

describe("a search without results", () => {
  it("is counted by day, without the person, and shown to administrators", async () => {
    const member = await makeActor();
    for (const query of ["Xqzzv", "xqzzv ", "someone%40example.org", "%2B33+6+12+34+56+78", "preservation"])
      await ask(`/search?q=${query}`, { as: member });
    await ask("/fr/search?q=xqzzv");
    const rows = await db()
      .select({ query: searchMiss.query, locale: searchMiss.locale, count: searchMiss.count })
      .from(searchMiss);
    expect(rows.sort((a, b) => (a.locale < b.locale ? -1 : 1))).toEqual([
      { query: "xqzzv", locale: "en", count: 2 },
      { query: "xqzzv", locale: "fr", count: 1 },
    ]);
    expect(await db().select({ fact: auditEntry.fact }).from(auditEntry)).not.toContainEqual({
      fact: "search",
    });
    const page = await ask("/admin/search", { as: await makeActor("administrator") });
    expect(page.body).toContain("xqzzv");
  });

  it("finds synonyms as soon as an administrator adds them", async () => {
    const admin = await makeActor("administrator");
    expect((await ask("/search?q=freezing")).body).toContain("No results for");
    const form = { form: "add", phrases: "freezing\r\npreservation" };
    expect((await ask("/admin/search", { as: admin, form })).to).toBe("/admin/search?done=added");
    const found = await ask("/search?q=freezing");
    expect(found.body).toContain("1 result for “freezing”");
    expect(found.body).toContain("Also searched: preservation.");
    expect((await ask("/search?q=freezing&exact=1")).body).toContain("No results for");
    expect((await ask("/admin/search", { as: admin, form })).status).toBe(409);
    const lone = await ask("/admin/search", { as: admin, form: { form: "add", phrases: "alone" } });
    expect(lone.status).toBe(422);
    expect(lone.body).toContain("Write at least two phrases");
    const [, id = ""] =
      /name="synonymId" value="([^"]+)"/.exec((await ask("/admin/search", { as: admin })).body) ?? [];
    const removed = await ask("/admin/search", { as: admin, form: { form: "remove", synonymId: id } });
    expect(removed.to).toBe("/admin/search?done=removed");
    expect((await ask("/search?q=freezing")).body).toContain("No results for");
    const facts = await db().select({ fact: auditEntry.fact }).from(auditEntry);
    expect(facts.filter(({ fact }) => fact === "synonyms.changed")).toHaveLength(2);
  });
});

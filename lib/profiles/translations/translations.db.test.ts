import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, records, save, source } from "@/tests/support/sections";
import { countStates, LINES_SHOWN, listTranslations, pageOfLines, type TranslationLine } from ".";

useDatabase();

let ana: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  ana = await makeActor("trusted");
});

const text = (words: string) => prose({ aaaaaa: words });
const stateOf = async (language: string) =>
  Object.fromEntries(
    (await listTranslations(language)).map((line) => [line.section, [line.state, line.behind]]),
  );

describe("the list of translations", () => {
  it("lists every written text, with missing, outdated and current translations", async () => {
    await save(ana, { section: "legislation", content: text("One.") });
    await save(ana, { section: "policies", content: text("Two.") });
    await save(ana, { section: "safeguards", content: text("Three.") });
    await save(ana, { section: "sources", content: records(source("src-one")) });
    await save(ana, { section: "legislation", lang: "fr", follows: 1, content: text("Un.") });
    await save(ana, { section: "policies", lang: "fr", follows: 2, content: text("Deux.") });
    await save(ana, { section: "policies", base: 2, content: text("Two, changed.") });
    await save(ana, { section: "policies", base: 7, content: text("Two, changed again.") });
    expect(await stateOf("fr")).toEqual({
      legislation: ["current", 0],
      policies: ["behind", 2],
      safeguards: ["missing", 0],
    });
    expect(countStates(await listTranslations("fr"))).toEqual({ missing: 1, behind: 1, current: 1 });
    expect(Object.keys(await stateOf("ar"))).toHaveLength(3);
  });

  it("does not list texts written in the language, and counts emptied translations as missing", async () => {
    await save(ana, { section: "policies", lang: "fr", content: text("Deux.") });
    expect(await stateOf("fr")).toEqual({});
    expect(await stateOf("en")).toEqual({ policies: ["missing", 0] });
    await save(ana, { section: "policies", lang: "en", follows: 1, content: text("Two.") });
    await save(ana, { section: "policies", lang: "en", base: 2, content: prose({}) });
    expect(await stateOf("en")).toEqual({ policies: ["missing", 0] });
  });
});

describe("a page of the list", () => {
  const line = (slug: string, given: Partial<TranslationLine> = {}): TranslationLine => ({
    slug,
    names: { en: slug, fr: slug, ar: slug },
    designation: null,
    region: "Africa",
    section: "policies",
    source: "en",
    number: 1,
    state: "missing",
    behind: 0,
    ...given,
  });
  const lines = Array.from({ length: LINES_SHOWN + 5 }, (_, n) =>
    line(`country-${String(n).padStart(3, "0")}`, { state: n % 2 === 0 ? "missing" : "current" }),
  );

  it("continues where the last one ended, and ends", () => {
    const first = pageOfLines(lines, {});
    expect([first.rows.length, first.found, first.next]).toEqual([50, 55, "country-049.policies"]);
    const second = pageOfLines(lines, { after: first.next ?? undefined });
    expect([second.rows[0]?.slug, second.rows.length, second.next]).toEqual(["country-050", 5, null]);
    const gone = lines.filter(({ slug }) => slug !== "country-049");
    expect(pageOfLines(gone, { after: "country-049.policies" }).rows[0]?.slug).toBe("country-050");
  });

  it("is narrowed by state, region, section and country", () => {
    expect(pageOfLines(lines, { state: "current" }).found).toBe(27);
    expect(pageOfLines(lines, { region: "Asia" }).found).toBe(0);
    expect(pageOfLines(lines, { section: "policies", country: "country-007" }).found).toBe(1);
  });
});

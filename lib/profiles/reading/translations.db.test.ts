import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save, textsOf } from "@/tests/support/sections";
import { findProfileAfter, findProfilePage, listFurtherLanguages, withOriginals } from ".";

useDatabase();

let ana: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  ana = await makeActor("trusted");
  await save(ana, { content: prose({ aaaaaa: "One.", bbbbbb: "Two." }) });
});

const page = (language?: string) => findProfilePage("senegal", { language });
const legislation = async (language?: string) => (await page(language))?.sections.legislation;

describe("a profile in a language", () => {
  it("shows the translation if there is one, otherwise the source", async () => {
    await save(ana, { section: "policies", content: prose({ cccccc: "A policy." }) });
    await save(ana, { lang: "fr", follows: 1, content: prose({ aaaaaa: "Un.", bbbbbb: "Deux." }) });
    const found = await page("fr");
    expect(textsOf(found?.sections.legislation?.content)).toEqual({ aaaaaa: "Un.", bbbbbb: "Deux." });
    expect(found?.sections.legislation).toMatchObject({
      language: "fr",
      label: null,
      translation: { language: "en", number: 1, follows: 1, behind: 0, drift: null },
      versions: [
        { language: "en", isSource: true },
        { language: "fr", isSource: false },
      ],
    });
    expect(found?.sections.policies).toMatchObject({ language: "en", translation: null });
    expect(found?.revision).toBe(3);
  });

  it("without one is that of its sources", async () => {
    await save(ana, { lang: "fr", follows: 1, content: prose({ aaaaaa: "Un.", bbbbbb: "Deux." }) });
    expect(await legislation()).toMatchObject({ language: "en", translation: null });
  });

  it("marks the passage alone of which the source says something else", async () => {
    await save(ana, { lang: "fr", follows: 1, content: prose({ aaaaaa: "Un.", bbbbbb: "Deux." }) });
    await save(ana, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two, changed." }) });
    expect((await legislation("fr"))?.translation).toEqual({
      language: "en",
      number: 3,
      label: null,
      follows: 1,
      behind: 1,
      drift: { changed: ["bbbbbb"], added: [], removed: [], unplaced: 0 },
    });
  });

  it("has the sources of translated sections only", async () => {
    await save(ana, { section: "policies", content: prose({ cccccc: "A policy." }) });
    await save(ana, { lang: "fr", follows: 1, content: prose({ aaaaaa: "Un.", bbbbbb: "Deux." }) });
    await save(ana, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two, changed." }) });
    const beside = async (language?: string) => {
      const found = await page(language);
      return found && (await withOriginals(found)).originals;
    };
    const french = await beside("fr");
    expect(Object.keys(french ?? {})).toEqual(["legislation"]);
    expect(textsOf(french?.legislation)).toEqual({ aaaaaa: "One.", bbbbbb: "Two, changed." });
    expect([await beside("ar"), await beside()]).toEqual([undefined, undefined]);
  });

  it("after a revision is as it was then, however old the translation is today", async () => {
    await save(ana, { lang: "fr", follows: 1, content: prose({ aaaaaa: "Un.", bbbbbb: "Deux." }) });
    await save(ana, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two, changed." }) });
    const then = await findProfileAfter("senegal", 2, { language: "fr" });
    expect(then?.sections.legislation).toMatchObject({
      language: "fr",
      revision: { number: 2 },
      translation: { number: 1, follows: 1, behind: 0 },
    });
    const before = await findProfileAfter("senegal", 1, { language: "fr" });
    expect(before?.sections.legislation).toMatchObject({ language: "en", versions: [{ language: "en" }] });
  });

  it("shows the source again when its translation was emptied", async () => {
    await save(ana, { lang: "fr", follows: 1, content: prose({ aaaaaa: "Un." }) });
    await save(ana, { lang: "fr", base: 2, content: prose({}) });
    expect(await legislation("fr")).toMatchObject({
      language: "en",
      translation: null,
      versions: [{ language: "en", isSource: true }],
    });
  });

  it("is found in languages that the interface does not have", async () => {
    await save(ana, { lang: "fr", follows: 1, content: prose({ aaaaaa: "Un." }) });
    await save(ana, { lang: "sw", follows: 1, content: prose({ aaaaaa: "Moja." }) });
    expect(await listFurtherLanguages()).toEqual(new Map([["senegal", ["sw"]]]));
    expect(await legislation("fr")).toMatchObject({
      versions: [{ language: "en" }, { language: "fr" }, { language: "sw" }],
    });
    await save(ana, { lang: "sw", base: 3, content: prose({}) });
    expect(await listFurtherLanguages()).toEqual(new Map());
  });
});

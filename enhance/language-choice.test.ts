import { describe, expect, it } from "vitest";
import { frontPageOf, offeredLanguage, type Reader } from "./language-choice";

const visitor: Reader = { page: "en", chosen: null, hasDismissed: false, profile: null, browser: ["en-GB"] };
const offered = (reader: Partial<Reader>) => offeredLanguage({ ...visitor, ...reader });

describe("the language that a page is offered in", () => {
  it.each<[string, Partial<Reader>, string | null]>([
    ["nothing to who reads in it already", {}, null],
    ["the browser's", { browser: ["fr-FR", "en"] }, "fr"],
    ["the browser's, however it writes the tag", { browser: ["AR_eg"] }, "ar"],
    ["the first that the site has", { browser: ["wo", "de-AT", "ar", "fr"] }, "ar"],
    ["nothing where the first that the site has is the page's", { browser: ["de", "en-US", "fr"] }, null],
    ["nothing where the site has none of them", { browser: ["de", "it"] }, null],
    ["nothing for languages that only begin alike", { browser: ["fro", "arc", "eng"] }, null],
    ["nothing where the browser says nothing", { browser: [] }, null],
    ["English on a page in another language", { page: "fr" }, "en"],
    ["the account's before the browser's", { profile: "ar", browser: ["fr"] }, "ar"],
    ["nothing where the account's is the page's", { profile: "en", browser: ["fr"] }, null],
    ["the browser's where the account's is none of the site's", { profile: "xx", browser: ["fr"] }, "fr"],
    ["nothing to who chose the page's", { chosen: "en", browser: ["fr"] }, null],
    [
      "the chosen one, before the account's and the browser's",
      { chosen: "ar", profile: "fr", browser: ["fr"] },
      "ar",
    ],
    [
      "the chosen one to a French browser back on a page in English",
      { chosen: "fr", browser: ["fr-FR"] },
      "fr",
    ],
    ["the account's to a member whose account is Arabic, chosen here", { chosen: "ar", profile: "ar" }, "ar"],
    ["nothing to who sent the chosen one away", { chosen: "fr", hasDismissed: true }, null],
    ["the browser's where what was chosen is none of the site's", { chosen: "xx", browser: ["fr"] }, "fr"],
    ["nothing to who sent an offer away", { hasDismissed: true, browser: ["fr"] }, null],
  ])("is %s", (_what, reader, language) => {
    expect(offered(reader)).toBe(language);
  });
});

describe("the bare address of the site", () => {
  it.each<[string, string, Pick<Reader, "page" | "chosen">, string | null]>([
    ["to the chosen language", "/", { page: "en", chosen: "fr" }, "/fr"],
    ["nowhere else without a choice", "/", { page: "en", chosen: null }, null],
    ["nowhere else where its own was chosen", "/", { page: "en", chosen: "en" }, null],
    [
      "nowhere else for what is none of the site's languages",
      "/",
      { page: "en", chosen: "//evil.example" },
      null,
    ],
    ["alone: a front page in a language stays", "/ar", { page: "ar", chosen: "fr" }, null],
    ["alone: any other page stays", "/countries", { page: "en", chosen: "fr" }, null],
  ])("leads %s", (_what, path, reader, expected) => {
    expect(frontPageOf(path, reader)).toBe(expected);
  });
});

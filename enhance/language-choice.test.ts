import { describe, expect, it } from "vitest";
import { offeredLanguage, type Reader } from "./language-choice";

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
    ["nothing to who chose any", { chosen: "ar", profile: "fr", browser: ["fr"] }, null],
    ["nothing to who sent an offer away", { hasDismissed: true, browser: ["fr"] }, null],
  ])("is %s", (_what, reader, language) => {
    expect(offered(reader)).toBe(language);
  });
});

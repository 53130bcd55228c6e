import { describe, expect, it } from "vitest";
import { isUnfitSource } from "./fitness";

describe("isUnfitSource", () => {
  it.each([
    "https://someone.blogspot.co.uk/2016/05/law.html",
    "http://copies.pages.dev",
    "https://WWW.LawsDocBox.com/a",
  ])("refuses %s", (url) => expect(isUnfitSource(url)).toBe(true));

  it.each([
    "https://www.coe.int/en/web/conventions",
    "https://notblogspot.example/",
    "https://example.org/?from=pages.dev",
    "pages.dev",
  ])("allows %s", (url) => expect(isUnfitSource(url)).toBe(false));
});

import { describe, expect, it } from "vitest";
import { placeAfter } from "./next-place";

describe("placeAfter", () => {
  it.each([
    ["/countries/senegal", "/countries/senegal", "en"],
    ["/fr/countries?region=africa#list", "/countries?region=africa#list", "fr"],
    ["/countries/senegal/edit/laws?held=1", "/countries/senegal/edit/laws?held=1", "en"],
    ["/me", "/me", "en"],
  ])("leads to %s", (next, to, locale) => {
    expect(placeAfter(next)).toEqual({ to, locale });
  });

  it.each([
    "",
    "countries",
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/..//evil.example",
    "/en//evil.example",
    "/fr//evil.example",
    "/./%2e%2e//evil.example",
    "/en/.//evil.example",
    "/fr/%2f%2fevil.example",
    "/fr/%5cevil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "/api/me",
    "/signin",
    "/fr/signin?next=/fr/signin",
    "/signout",
    "/reset?token=x",
  ])("does not lead to %j", (next) => {
    expect(placeAfter(next)).toEqual({ to: "/me" });
  });
});

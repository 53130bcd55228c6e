import { describe, expect, it } from "vitest";
import { addressWords } from "./address-words";

describe("the words of an address without a page", () => {
  it.each([
    ["/countries/ghna", "ghna"],
    ["/blog/illegal-access-in-ghana", "illegal access in ghana"],
    ["/blog/octopus_2024/", "octopus 2024"],
    ["/countries/s%C3%A9n%C3%A9gal?lang=fr#laws", "sénégal"],
    ["/countries/%D8%BA%D8%A7%D9%86%D8%A7", "غانا"],
  ])("%s are those of its last part", (path, words) => {
    expect(addressWords(path)).toBe(words);
  });

  it.each([
    "/",
    "",
    "/2024/11",
    "/reset/0198c1f2-7b3c-7d21-9c55-0a1b2c3d4e5f",
    "/verify/abcdefghijklmnopqrstuvwxyzabcdef",
    "/invite/a8Xk29fLq",
    "/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/countries/%E0%A4%A",
    "/wp-login.php",
    "/someone@example.org",
  ])("%s are none, as it has no plain words", (path) => {
    expect(addressWords(path)).toBe("");
  });

  it("are at most 60 characters, cut between words, and read in little time", () => {
    expect(addressWords(`/blog/${Array.from({ length: 20 }, () => "evidence").join("-")}`)).toBe(
      "evidence evidence evidence evidence evidence evidence",
    );
    expect(addressWords(`/${"a-".repeat(500_000)}`).length).toBeLessThanOrEqual(60);
  });
});

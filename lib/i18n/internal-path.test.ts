import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { internalPath } from "./internal-path";
import { LOCALES, localePath, splitLocale } from "./locales";

const HOME = "https://octopus.example";

/** Addresses combined from parts that have misled browsers elsewhere. */
const hostileAddress = fc
  .array(
    fc.constantFrom(
      ..."/ // /// \\ \\\\ . .. /. /.. %2e %2E%2e %2f %2F %5c %5C fr en ar evil.example @ : ? # & = a \t \n \r \0 \u00a0 \u200b \u2028 \uff0f \u2044 countries signin https: javascript: 日本 é ; ..;".split(
        " ",
      ),
      " ",
    ),
    { minLength: 1, maxLength: 9 },
  )
  .map((parts) => parts.join(""));

describe("internalPath", () => {
  it.each([
    ["/countries/senegal?x=//a#//b", "/countries/senegal?x=//a#//b"],
    ["/fr/countries/", "/fr/countries/"],
    ["/blog/../countries", "/countries"],
    ["/blog/%e2%82%ac", "/blog/%e2%82%ac"],
    ["/", "/"],
  ])("reads %j as %j", (text, path) => {
    expect(internalPath(text)).toBe(path);
  });

  it.each([
    "",
    "countries",
    "//evil.example",
    "/fr//evil.example/signin",
    "/ar//evil.example",
    "/fr/\\evil.example",
    "/\\evil.example",
    "/en/.//evil.example",
    "/.//evil.example",
    "/fr/..//evil.example",
    "/fr/%2e%2e//evil.example",
    "/fr/%2fevil.example",
    "/fr/%5Cevil.example",
    "/\t/evil.example",
    "/fr/\n/evil.example",
    "/countries//senegal",
  ])("refuses %j", (text) => {
    expect(internalPath(text)).toBeNull();
  });

  it("never leads to another site, in any language, from any page", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostileAddress,
          hostileAddress.map((text) => `/${text}`),
          fc.webPath(),
        ),
        (text) => {
          const path = internalPath(text);
          if (path === null) return;
          for (const locale of LOCALES) {
            const { path: bare } = splitLocale(path);
            for (const drawn of [path, bare, localePath(locale, bare), localePath(locale, path)])
              for (const page of ["/", "/fr/blog/a", "/fr/", "/a//b"])
                expect(new URL(drawn, HOME + page).origin).toBe(HOME);
          }
          expect(internalPath(path)).toBe(path);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("localePath", () => {
  it("never names another site, whatever path it is given", () => {
    fc.assert(
      fc.property(
        fc.oneof(hostileAddress, fc.string({ unit: "binary" })),
        fc.constantFrom(...LOCALES),
        (path, locale) => {
          const drawn = localePath(locale, path);
          expect(new URL(drawn, `${HOME}/fr/`).origin).toBe(HOME);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

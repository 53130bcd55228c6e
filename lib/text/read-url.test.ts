import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readUrl, safeUrl } from "./href";

describe("a web address as people type it", () => {
  it.each([
    ["www.example.org/law", "https://www.example.org/law"],
    [" example.org ", "https://example.org/"],
    ["EXAMPLE.org/Law?id=3#art2", "https://example.org/Law?id=3#art2"],
    ["example.org:8443/x", "https://example.org:8443/x"],
    ["www.législation.fr", "https://www.xn--lgislation-b7a.fr/"],
    ["http://example.org", "http://example.org/"],
    ["https://example.org/a", "https://example.org/a"],
    ["javascript:alert(1)", null],
    ["java\u200bscript:alert(1)", null],
    ["javascript:alert.example.org/1", null],
    ["data:text/html,x", null],
    ["ftp://example.org", null],
    ["mailto:a@example.org", null],
    ["a@example.org", null],
    ["user:pass@example.org", null],
    ["//example.org", null],
    ["\\\\example.org", null],
    ["/law", null],
    ["example", null],
    ["localhost", null],
    ["art. 12", null],
    ["n.12", null],
    ["127.0.0.1", null],
    ["www.example.org and others", null],
    ["", null],
    ["x".repeat(3_000), null],
  ])("“%s” is %s", (text, url) => {
    expect(readUrl(text)).toBe(url);
  });

  it("is always one that the site links to, and is read back as itself", () => {
    const hosts = fc.tuple(fc.domain(), fc.webPath()).map(([host, path]) => `${host}${path}`);
    fc.assert(
      fc.property(fc.oneof(hosts, fc.string(), fc.webUrl()), (text) => {
        const url = readUrl(text);
        if (url === null) return;
        expect(url).toMatch(/^https?:\/\//);
        expect(safeUrl(url)).toBe(url);
        expect(readUrl(url)).toBe(url);
      }),
    );
  });

  it("needs no scheme", () => {
    fc.assert(
      fc.property(fc.domain(), (host) => {
        expect(readUrl(host)).toBe(safeUrl(`https://${host}`));
      }),
    );
  });
});

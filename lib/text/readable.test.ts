import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readableQuery } from "./readable";

describe("readableQuery", () => {
  it("shows letters of every script and keeps characters with a meaning encoded", () => {
    expect(readableQuery(new URLSearchParams({ q: "الأدلة & <é> 100% ‮x" }))).toBe(
      "q=الأدلة+%26+%3Cé%3E+100%25+%E2%80%AEx",
    );
    expect(readableQuery("q=%C3")).toBe("q=%C3");
  });

  it("gives an equivalent address for any input", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        const search = new URLSearchParams({ q: typed.toWellFormed() });
        const url = (tail: string) => new URL(`/search?${tail}`, "http://localhost").href;
        expect(url(readableQuery(search))).toBe(url(search.toString()));
      }),
    );
  });
});

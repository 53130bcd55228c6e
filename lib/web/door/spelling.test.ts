import { describe, expect, it } from "vitest";
import { spellingOf } from "./spelling";

const segmentsOf = (path: string) => path.split("/").filter(Boolean).map(decodeURIComponent);

/** Generates paths from meaningful pieces in random order; seeded, so that failures can be reproduced. */
function* madeUp(count: number): Generator<string> {
  let seed = 20_261_129;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const hex = () => next(256).toString(16).padStart(2, "0");
  const pieces: (() => string)[] = [
    ...[
      "/",
      "/",
      "/",
      "//",
      ".",
      "..",
      "/.",
      "/..",
      "en",
      "/en",
      "fr",
      "/countries",
      "france",
      "fr%61nce",
    ].map((piece) => () => piece),
    ...[
      "%2e",
      "%2E",
      "%2f",
      "%2F",
      "%5c",
      "%23",
      "%3f",
      "%40",
      "@",
      "%25",
      "%2561",
      "%c3%a9",
      "%C3%A9",
      "(1)",
      "%281%29",
    ].map((piece) => () => piece),
    () => `%${hex()}`,
    () => `%${hex().toUpperCase()}`,
    () => String.fromCharCode(next(256)),
    () => String.fromCharCode(33 + next(94)),
  ];
  for (let n = 0; n < count; n += 1)
    yield `/${Array.from({ length: 1 + next(9) }, () => pieces[next(pieces.length)]?.()).join("")}`;
}

describe("spelling of addresses", () => {
  it.each([
    ["/countries/fr%61nce", "/countries/france"],
    ["/%63o%75ntries/france", "/countries/france"],
    ["/countries/france/", "/countries/france"],
    ["/countries//france", "/countries/france"],
    ["//evil.example/countries", "/evil.example/countries"],
    ["/%2e%2e/countries/./x/../france", "/countries/france"],
    ["/..", "/"],
    ["/en", "/"],
    ["/en/countries", "/countries"],
    ["/%65n/en/countries", "/countries"],
    ["/law/senegal/3%404", "/law/senegal/3@4"],
    ["/law/senegal/18%281%29@3", "/law/senegal/18(1)@3"],
    ["/members/%c3%a9", "/members/%C3%A9"],
    ['/countries/france"', "/countries/france%22"],
  ])("redirects %s to %s", (typed, path) => {
    expect(spellingOf(typed, "")).toEqual({ is: "other", path });
  });

  it.each([
    "/",
    "/fr",
    "/english",
    "/countries/france",
    "/members/%C3%A9",
    "/members/a%2Fb",
    "/law/senegal/3@4",
    "/.well-known/security.txt",
    "/x/%2561",
    "/...",
  ])("accepts %s unchanged", (typed) => {
    expect(spellingOf(typed, "?q=a%20b")).toEqual({ is: "own" });
  });

  it.each([
    ["/countries/france#1", "", 400],
    ["/countries", "?q=a#b", 400],
    ["/countries/fr\u00e9", "", 400],
    ["/search", "?q=\u00e9", 400],
    ["/countries\\france", "", 400],
    ["/a b", "", 400],
    ["/a\u0001", "", 400],
    ["http://evil.example/countries", "", 400],
    ["countries", "", 400],
    ["*", "", 400],
    ["", "", 400],
    ["/%", "", 404],
    ["/%ff", "", 404],
    ["/a%00", "", 404],
  ])("refuses %j %j with %d", (typed, search, status) => {
    expect(spellingOf(typed, search)).toEqual({ is: "refused", status });
  });

  it("is unique: every target is canonical, redirects in one step, or is refused", () => {
    const accepted = new Map<string, string>();
    const seen = { own: 0, other: 0, refused: 0 };
    for (const target of madeUp(15_000)) {
      const spelling = spellingOf(target, "");
      seen[spelling.is] += 1;
      if (spelling.is === "refused") continue;
      const path = spelling.is === "own" ? target : spelling.path;
      expect(spellingOf(path, "")).toEqual({ is: "own" });
      // It is an address on this site, however browsers parse it.
      expect(new URL(path, "https://octopus.example").href).toBe(`https://octopus.example${path}`);
      // Routes get the same parts from no two spellings.
      const parts = JSON.stringify(segmentsOf(path));
      expect(accepted.get(parts) ?? path).toBe(path);
      accepted.set(parts, path);
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(700);
  });
});

import { expect, it } from "vitest";
import { findMatches, matcherOf, readText, readWritten } from "./match";

const of = (given: Partial<Parameters<typeof matcherOf>[0]>) =>
  matcherOf({ words: [], hosts: [], minLinks: null, script: null, ...given });
const plain = (text: string, ...addresses: string[]) => readText({ text, addresses });

it("compares whole words without case, accents and invisible characters", () => {
  const words = of({ words: ["Crédit rapide", "casino", "赌场", "قمار"] });
  expect(findMatches(words, plain("Un CREDIT, rapide!"))).toEqual(["Crédit rapide"]);
  expect(findMatches(words, plain("ca\u200bsi\u00adno"))).toEqual(["casino"]);
  expect(findMatches(words, plain("casinos and credits"))).toBeNull();
  expect(findMatches(words, plain("网上赌场开业"))).toEqual(["赌场"]);
  expect(findMatches(words, plain("هذا قِمَار هنا"))).toEqual(["قمار"]);
  expect(findMatches(of({ words: ["!!!"] }), plain("!!!"))).toEqual([]);
});

it("finds hosts in addresses of pages and mails, also below them, and hidden behind other words", () => {
  const hosts = of({ hosts: ["spam.example", "bücher.example"] });
  expect(findMatches(hosts, plain("see www.spam.example/x"))).toEqual(["spam.example"]);
  expect(findMatches(hosts, plain("write to me@SPAM.example"))).toEqual(["spam.example"]);
  expect(findMatches(hosts, plain("click", "https://a.spam.example/"))).toEqual(["spam.example"]);
  expect(findMatches(hosts, plain("https://bücher.example"))).toEqual(["xn--bcher-kva.example"]);
  expect(findMatches(hosts, plain("https://notspam.example and spam example"))).toBeNull();
});

it("counts different links once, and takes the script of most letters", () => {
  const many = of({ minLinks: 2, script: "latin" });
  const two = plain("a https://a.example and https://b.example/", "https://a.example/");
  expect(findMatches(many, two)).toEqual(["2 × http"]);
  expect(findMatches(many, plain("a https://a.example", "https://a.example"))).toBeNull();
  const cyrillic = plain("Привет, как дела у вас сегодня https://a.example https://b.example");
  expect(findMatches(of({ minLinks: 2, script: "cyrillic" }), cyrillic)).toEqual(["2 × http"]);
});

it("requires every condition that is set, and does not catch again what was there before", () => {
  const both = of({ words: ["casino"], hosts: ["spam.example"] });
  const caught = plain("casino at spam.example");
  expect(findMatches(both, plain("casino"))).toBeNull();
  expect(findMatches(both, caught)).toEqual(["casino", "spam.example"]);
  expect(findMatches(both, caught, caught)).toBeNull();
  expect(findMatches(both, caught, plain("casino"))).toEqual(["casino", "spam.example"]);
});

it("reads stored texts of any kind: a word that is partly bold is one word, and codes are none", () => {
  const doc = {
    type: "doc",
    content: [
      {
        type: "paragraph",
        attrs: { id: "casino1" },
        content: [
          { type: "text", text: "cas" },
          { type: "text", text: "ino", marks: [{ type: "link", attrs: { href: "https://x.example" } }] },
        ],
      },
      { type: "paragraph", content: [{ type: "text", text: "second" }] },
    ],
  };
  const read = readText(readWritten({ doc }, "Title"));
  expect(read.folded).toBe(" title casino second ");
  expect([...read.links]).toEqual(["https://x.example"]);
  const records = readWritten({ records: [{ id: "a", title: "casino", url: "https://y.example" }] });
  expect(readText(records).folded).toBe(" casino ");
});

it("takes time in proportion to hostile texts", () => {
  const begun = performance.now();
  for (const text of ["a.".repeat(100_000), "http://".repeat(30_000), "-".repeat(200_000)])
    findMatches(of({ words: ["x y"], hosts: ["x.y"], minLinks: 3 }), plain(text));
  expect(performance.now() - begun).toBeLessThan(3_000);
});

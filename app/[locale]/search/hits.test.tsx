import { describe, expect, it } from "vitest";
import { translator } from "@/lib/i18n/translator";
import type { Hit } from "@/lib/search/model";
import { markup } from "@/tests/support/markup";
import { Hits } from "./hits";

const hit: Hit = {
  thing: "a",
  kind: "file",
  title: [{ text: "guide.pdf", isMark: false }],
  titleLanguage: "en",
  snippet: [],
  href: "/training/guide/text/a#page-14:~:text=preserve",
  language: "en",
  countries: [],
  at: null,
  verifiedOn: null,
  audience: "public",
};
const draw = (one: Hit) => markup(<Hits t={translator("en")} locale="en" hits={[one]} page={1} />);

describe("a passage in the results", () => {
  it("of a file shows its page number", () => {
    expect(draw(hit)).toContain("Page 14");
    expect(draw({ ...hit, href: "/training/guide/text/a" })).not.toContain("Page");
    expect(draw({ ...hit, kind: "post" })).not.toContain("Page");
  });
});

describe("an article", () => {
  const article: Hit = { ...hit, kind: "article", href: "/convention/185/16" };
  const list = (hits: Hit[], page = 1) =>
    markup(<Hits t={translator("en")} locale="fr" hits={hits} page={page} />);

  it("as the first result links to the comparison of countries", () => {
    expect(list([article])).toContain('href="/fr/compare?articles=185-16"');
    expect(list([{ ...article, href: "/fr/convention/224/7#:~:text=direct" }])).toContain("articles=224-7");
  });

  it("of a treaty without comparison does not link to it, nor does a later result", () => {
    expect(list([{ ...article, href: "/convention/un/25" }])).not.toContain("/compare");
    expect(list([hit, { ...article, thing: "b" }])).not.toContain("/compare");
    expect(list([article], 2)).not.toContain("/compare");
  });
});

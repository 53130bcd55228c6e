import { describe, expect, it } from "vitest";
import { translator } from "@/lib/i18n/translator";
import type { Hit } from "@/lib/search/model";
import { markup } from "@/tests/support/markup";
import { Hits } from "./hits";

const hit: Hit = {
  ...{ thing: "a", kind: "file", title: [{ text: "guide.pdf", isMark: false }], titleLanguage: "en" },
  ...{ snippet: [], href: "/training/guide/text/a#page-14:~:text=preserve", language: "en", countries: [] },
  ...{ at: null, verifiedOn: null, audience: "public" },
};
const draw = (one: Hit) => markup(<Hits t={translator("en")} locale="en" hits={[one]} page={1} />);

describe("a passage that was found", () => {
  it("of a file is told with its page", () => {
    expect(draw(hit)).toContain("Page 14");
    expect(draw({ ...hit, href: "/training/guide/text/a" })).not.toContain("Page");
    expect(draw({ ...hit, kind: "post" })).not.toContain("Page");
  });
});

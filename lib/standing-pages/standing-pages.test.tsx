import { describe, expect, test } from "vitest";
import { StandingPageView } from "@/components/shell/standing-page-view";
import { LOCALES } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { PROBLEM_CODES } from "@/lib/web/problem";
import { danglingIds, markup } from "@/tests/support/markup";
import { findStandingPage } from "./index";
import { STANDING_PAGES, type StandingBlock, StandingPage, textParts } from "./model";

/** Extracts what must be equal in all languages: parts, kinds of blocks, numbers of items, targets of links. */
function skeleton(page: StandingPage) {
  const shape = (block: StandingBlock) => {
    if (typeof block === "string") return { text: links(block) };
    // Commands are the same in every language.
    if ("code" in block) return { code: block.code };
    if ("terms" in block)
      return { terms: block.terms.map(([term, meaning, id]) => [links(term), links(meaning), id]) };
    return "list" in block ? { list: block.list.map(links) } : { steps: block.steps.map(links) };
  };
  return {
    updated: page.updated,
    intro: links(page.intro),
    sections: page.sections.map((section) => ({ id: section.id, body: section.body.map(shape) })),
  };
}

function links(text: string): string[] {
  return textParts(text).flatMap((part) => (typeof part === "string" ? [] : [part.href]));
}

describe.each(STANDING_PAGES)("the page %s", (name) => {
  test.each(LOCALES)("is valid and can be drawn in %s", (locale) => {
    const page = StandingPage.parse(findStandingPage(name, locale));
    const html = markup(
      <StandingPageView
        t={translator(locale)}
        locale={locale}
        page={page}
        base="https://octopus.example"
        history={null}
      />,
    );
    expect(danglingIds(html)).toEqual([]);
    expect(html).not.toContain("](");
  });

  test("has one structure in all languages", () => {
    const english = skeleton(findStandingPage(name, "en"));
    for (const locale of LOCALES) expect(skeleton(findStandingPage(name, locale)), locale).toEqual(english);
  });

  test("is translated, not copied", () => {
    const english = JSON.stringify(findStandingPage(name, "en").sections.map((section) => section.title));
    expect(JSON.stringify(findStandingPage(name, "fr").sections.map((section) => section.title))).not.toBe(
      english,
    );
    expect(findStandingPage(name, "ar").intro).toMatch(/\p{Script=Arabic}/u);
  });
});

test("the page of the API explains every problem that the API answers with, and names routes that exist", () => {
  for (const locale of LOCALES) {
    const page = findStandingPage("api", locale);
    const html = markup(
      <StandingPageView
        t={translator(locale)}
        locale={locale}
        page={page}
        base="https://octopus.example"
        history={null}
      />,
    );
    for (const code of PROBLEM_CODES)
      expect([locale, html]).toEqual([locale, expect.stringContaining(`id="problem-${code}"`)]);
    expect(html).not.toContain("{base}");
    expect(html).toContain("https://octopus.example/api/v1/countries");
  }
});

test("links are read from a text in order", () => {
  expect(textParts("See [terms](/terms) and [charter](/charter).")).toEqual([
    "See ",
    { label: "terms", href: "/terms" },
    " and ",
    { label: "charter", href: "/charter" },
    ".",
  ]);
  expect(textParts("[outside](https://example.org)")).toEqual(["[outside](https://example.org)"]);
});

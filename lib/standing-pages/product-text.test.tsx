import { describe, expect, it } from "vitest";
import { Prose } from "@/components/content/prose";
import { StandingPageView } from "@/components/shell/standing-page-view";
import { LOCALES } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { fitsTextarea, fromTextarea, toTextarea } from "@/lib/text/markdown-lite";
import { attributes, markup } from "@/tests/support/markup";
import { WRITABLE } from "./model";
import { findStandingPage } from "./pages";
import { asDocument } from "./product-text";
import { textKind } from "./text-kind";

const FIELD = { hasNotes: true };

/** The words of a page as readers see them. */
const wordsOf = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ (?=[.,;:!?)»”،؛؟])/g, "")
    .trim();

describe.each(WRITABLE.flatMap((name) => LOCALES.map((locale) => ({ name, locale }))))(
  "the product's text of $name in $locale",
  ({ name, locale }) => {
    const t = translator(locale);
    const page = findStandingPage(name, locale);
    const content = asDocument(page);

    it("is a text that the editor accepts, with the same ids each time", () => {
      expect(textKind.parse(content)).toEqual(content);
      expect(asDocument(page)).toEqual(content);
    });

    it("has every word and link of the page, in order", () => {
      const drawn = markup(
        <StandingPageView t={t} locale={locale} page={page} base="https://octopus.example" history={null} />,
      );
      const [sections = ""] = /<section.*<\/section>/s.exec(drawn) ?? [];
      const [intro = ""] = /<p class="sub">.*?<\/p>/s.exec(drawn) ?? [];
      const own = markup(
        <Prose {...{ t, locale, content }} prefix="x" numberOf={() => null} headingShift={-1} />,
      );
      expect(intro).not.toBe("");
      expect(wordsOf(own)).toBe(wordsOf(intro + sections));
      const links = attributes(intro + sections, "href");
      expect(attributes(own, "href").filter((href) => links.includes(href))).toEqual(links);
    });

    it("can be edited in a plain field without loss", () => {
      expect(fitsTextarea(content, FIELD)).toBe(true);
      expect(fromTextarea(toTextarea(content, FIELD), { previous: content, ...FIELD })).toEqual(content);
    });
  },
);

import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ProfileColumns } from "@/app/[locale]/countries/[slug]/profile-view";
import { emptyCache } from "@/components/kept";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { DeadLinks } from "@/lib/pages/links/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfilePage, SectionState } from "@/lib/profiles/reading/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { markup } from "@/tests/support/markup";
import { pageOf } from "@/tests/support/profile-page";
import { prose } from "@/tests/support/sections";

/** All data behind a reader's page. */
interface Asked {
  page: ProfilePage;
  locale: Locale;
  language: string;
  isCurrent: boolean;
  changed?: string;
  lost: DeadLinks;
}

const HOME = "https://octopus.example";
const START: Asked = {
  page: withProse(pageOf("senegal"), "legislation", {
    aaaaaa: "First. [constitution-sn]",
    bbbbbb: "Article 18 of the Budapest Convention.",
  }),
  locale: "en",
  language: "en",
  isCurrent: true,
  lost: { home: HOME, links: [] },
};

function draw({ page, locale, language, isCurrent, changed, lost }: Asked): string {
  const t = translator(locale);
  return markup(
    <ProfileColumns {...{ t, locale, page, language, isCurrent, lost, ...(changed ? { changed } : {}) }} />,
  );
}

function withSection(page: ProfilePage, key: SectionKey, given: Partial<SectionState>): ProfilePage {
  const before = page.sections[key];
  if (!before) throw new Error(`no ${key}`);
  return { ...page, sections: { ...page.sections, [key]: { ...before, ...given } } };
}

function withProse(page: ProfilePage, key: SectionKey, blocks: Record<string, string>): ProfilePage {
  return withSection(page, key, { content: prose(blocks), isEmpty: false });
}

function recordsOf(page: ProfilePage, key: SectionKey): AnyRecord[] {
  const content = page.sections[key]?.content as { records: AnyRecord[] } | undefined;
  return content?.records ?? [];
}

const sourceIds = (page: ProfilePage) => recordsOf(page, "sources").map(({ id }) => id);

/** Returns a page in which one record of a section is changed or removed. */
function withRecord(
  page: ProfilePage,
  key: "laws" | "sources",
  n: number,
  given: object | null,
): ProfilePage {
  const all = recordsOf(page, key);
  const records = all.flatMap((one, at) =>
    at !== n % all.length ? [one] : given ? [{ ...one, ...given }] : [],
  );
  return withSection(page, key, { content: { ...(page.sections[key]?.content as object), records } });
}

/** Changes of everything that a section depends on, each with a number, so that it can change again. */
const CHANGES: Record<string, (asked: Asked, n: number) => Asked> = {
  "the text of a section": (asked, n) => ({
    ...asked,
    page: withProse(asked.page, "legislation", { aaaaaa: `Another first, ${n}.`, bbbbbb: "Second." }),
  }),
  "what an earlier section cites, which numbers all notes anew": (asked, n) => {
    const ids = sourceIds(asked.page);
    const cite = (at: number) => `Cited. [${ids[at % ids.length]}]`;
    return {
      ...asked,
      page: withProse(asked.page, "legislation", { aaaaaa: cite(n), bbbbbb: cite(n * 7 + 3) }),
    };
  },
  "a record": (asked, n) => ({ ...asked, page: withRecord(asked.page, "laws", n, { number: `2026-${n}` }) }),
  "the title of a source": (asked, n) => ({
    ...asked,
    page: withRecord(asked.page, "sources", n, { title: `Source ${n}` }),
  }),
  "a source that is gone": (asked, n) => ({
    ...asked,
    page: sourceIds(asked.page).length < 3 ? asked.page : withRecord(asked.page, "sources", n, null),
  }),
  "a source that does not answer": (asked, n) => ({
    ...asked,
    page: {
      ...asked.page,
      brokenLinks: Object.fromEntries(
        recordsOf(asked.page, "sources").map(({ url }) => [String(url), `2026-10-${10 + (n % 20)}`]),
      ),
    },
  }),
  "the name of its author": (asked, n) => ({
    ...asked,
    page: withSection(asked.page, "laws", {
      revision: {
        number: 3,
        createdAt: new Date("2026-11-20T10:00:00Z"),
        author: { handle: "awa", displayName: `Awa ${n}` },
      },
    }),
  }),
  "its revision": (asked, n) => ({
    ...asked,
    page: withSection(asked.page, "laws", {
      revision: { number: 5 + n, createdAt: new Date(Date.UTC(2026, 10, 1 + (n % 28))), author: "community" },
    }),
  }),
  "whether it is hidden": (asked, n) => ({
    ...asked,
    page: withSection(asked.page, n % 2 === 0 ? "legislation" : "laws", { isHidden: true }),
  }),
  "its label and languages": (asked, n) => ({
    ...asked,
    page: withSection(asked.page, "legislation", {
      label: n % 2 === 0 ? "official" : "machine",
      versions: [
        { language: "en", isSource: true },
        { language: n % 2 === 0 ? "fr" : "ar", isSource: false },
      ],
    }),
  }),
  "its translation, with what is old in it": (asked, n) => ({
    ...asked,
    page: withSection(asked.page, "legislation", {
      language: "fr",
      translation: {
        language: "en",
        number: 9,
        label: null,
        follows: 1,
        behind: 1 + n,
        drift: { changed: n % 2 === 0 ? ["aaaaaa"] : [], added: ["cccccc"], removed: [], unplaced: 0 },
      },
    }),
  }),
  "its source beside it": (asked, n) => {
    const { page } = CHANGES["its translation, with what is old in it"]?.(asked, n) ?? asked;
    const [first] = sourceIds(page);
    return {
      ...asked,
      page: { ...page, originals: { legislation: prose({ aaaaaa: `Source ${n}. [${first}]` }) } },
    };
  },
  "how fresh it is": (asked, n) => ({
    ...asked,
    page: {
      ...asked.page,
      freshness: {
        laws: {
          checkedAt: new Date("2026-01-01T00:00:00Z"),
          how: "edit",
          reviewBy: new Date(Date.UTC(2026, 11, 1 + (n % 28))),
          outdatedAt: new Date("2027-12-01T00:00:00Z"),
          state: n % 2 === 0 ? "fresh" : "due",
          verification: null,
        },
      },
    },
  }),
  "its protection": (asked, n) => ({
    ...asked,
    page: { ...asked.page, protections: { laws: { level: "trusted", reason: `Because ${n}`, until: null } } },
  }),
  "a link that leads nowhere": (asked, n) => ({
    ...asked,
    page: withSection(asked.page, "legislation", { content: linkTo(`/blog/post-${n}`), isEmpty: false }),
    lost: { home: HOME, links: [{ target: `blog/post-${n}`, state: n % 2 === 0 ? "missing" : "retracted" }] },
  }),
  "the language of the page": (asked, n) => {
    const locale = LOCALES[(LOCALES.indexOf(asked.locale) + 1 + (n % 2)) % LOCALES.length] ?? "en";
    return { ...asked, locale, language: locale };
  },
  "the language that is asked for": (asked, n) => ({ ...asked, language: n % 2 === 0 ? "es" : "pt" }),
  "an old revision": (asked, n) => ({
    ...asked,
    isCurrent: false,
    changed: n % 2 === 0 ? "laws" : "legislation",
    page: { ...asked.page, revision: 100 + n },
  }),
  "the country": (asked, n) => ({
    ...asked,
    page: { ...asked.page, head: { ...asked.page.head, slug: `area-${n}` } },
  }),
};

function linkTo(href: string) {
  const text = { type: "text" as const, text: "There", marks: [{ type: "link" as const, attrs: { href } }] };
  return {
    schemaVersion: 1 as const,
    doc: {
      type: "doc" as const,
      content: [{ type: "paragraph" as const, attrs: { id: "aaaaaa" }, content: [text] }],
    },
  };
}

/** Draws the page as in a process that has drawn nothing yet. */
function drawCold(asked: Asked): string {
  emptyCache();
  return draw(structuredClone(asked));
}

afterEach(() => {
  vi.useRealTimers();
});

describe("the kept sections of a profile", () => {
  it.each(Object.keys(CHANGES))("are drawn anew with %s", (name) => {
    const change = CHANGES[name] ?? ((asked: Asked) => asked);
    const [first, second] = [change(START, 2), change(START, 5)];
    const before = drawCold(START);
    const warm = [draw(first), draw(second), draw(START)];
    expect(new Set([before, ...warm]).size).toBe(3);
    expect(warm).toEqual([first, second, START].map(drawCold));
  });

  it("are the same, byte for byte, as those of a process that has drawn nothing, after any changes", () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(CHANGES)), fc.nat(9));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let asked = START;
        const states = steps.map(([name, n]) => {
          asked = CHANGES[name]?.(asked, n) ?? asked;
          return asked;
        });
        emptyCache();
        const warm = states.map(draw);
        expect(states.map(draw)).toEqual(warm);
        expect(states.map(drawCold)).toEqual(warm);
      }),
      { numRuns: 15 },
    );
  });

  it("ask for nothing but their data: not for the time", () => {
    for (const slug of ["senegal", "romania", "kosovo"]) {
      const asked = { ...START, page: pageOf(slug) };
      vi.useFakeTimers({ now: new Date("2026-11-29T10:00:00Z") });
      const now = drawCold(asked);
      vi.setSystemTime(new Date("2031-02-03T04:05:06Z"));
      expect(drawCold(asked)).toBe(now);
    }
  });
});

import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { withQuery } from "@/components/with-query";
import { NO_FORM } from "@/lib/core/form-state";
import { LOCALES } from "@/lib/i18n/locales";
import "@/lib/place-kinds";
import { ChangesView } from "@/app/[locale]/changes/changes-view";
import { type DiffPageProps, DiffPageView } from "@/app/[locale]/countries/[slug]/diff/diff-page-view";
import { HistoryView } from "@/app/[locale]/countries/[slug]/history/history-view";
import { translator } from "@/lib/i18n/translator";
import type { RevisionLine } from "@/lib/pages/model";
import { kindOf } from "@/lib/profiles/kinds";
import type { ChangeLine, ProfileHead, TreatyFigures } from "@/lib/profiles/reading/model";
import { profileHref } from "./addresses";
import { HomeView } from "./home-view";

const t = translator("en");
const draw = (element: ReactElement) => renderToStaticMarkup(element);

const HEAD: ProfileHead = {
  pageId: "",
  slug: "senegal",
  iso2: "SN",
  iso3: "SEN",
  names: { en: "Senegal", fr: "Sénégal", ar: "السنغال" },
  region: "Africa",
  subregion: "Western Africa",
  isUnMember: true,
  isCoeMember: false,
  designation: null,
  languages: ["fra"],
};

function line(number: number, given: Partial<RevisionLine> = {}): RevisionLine {
  return {
    number,
    section: "policies",
    isHidden: false,
    purgedFor: null,
    summary: `Edit ${number}`,
    tag: "edit",
    byToken: false,
    createdAt: new Date("2026-11-22T09:40:00Z"),
    sizeChange: 12,
    author: { handle: "awa", displayName: "Awa D." },
    mergedInto: null,
    previous: number - 1,
    isStanding: false,
    takenBack: null,
    ...given,
  };
}

describe("addresses", () => {
  it("omit empty parameters", () => {
    expect(withQuery("/countries", { q: "", region: undefined, after: null, page: 0 })).toBe(
      "/countries?page=0",
    );
    expect(withQuery("/countries", { q: "a b&c" })).toBe("/countries?q=a+b%26c");
    expect(profileHref("ar", "senegal", "/history")).toBe("/ar/countries/senegal/history");
  });
});

describe("the history", () => {
  const history = {
    rows: [line(1234), line(3, { tag: "revert" }), line(2, { author: "former", mergedInto: 3 })],
    previous: "1234",
    next: "2",
    total: 60,
  };
  const html = draw(
    <HistoryView
      credits={new Map()}
      t={t}
      locale="en"
      run={null}
      head={HEAD}
      query={{ section: "policies" }}
      history={history}
    />,
  );

  it("compares by a plain form, the two newest chosen", () => {
    expect(html).toMatch(/<form [^>]*action="\/countries\/senegal\/diff"/);
    expect(html).toMatch(
      /name="from" checked="" aria-label="From revision 3"|aria-label="From revision 3"[^>]*checked/,
    );
    expect(html).toMatch(/aria-label="To revision 1234"/);
    expect(html.match(/checked=""/g)).toHaveLength(2);
    expect(html).toContain(">Compare</button>");
  });

  it("links to each revision and its changes, and keeps the section while paging", () => {
    expect(html).toContain('href="/countries/senegal/revisions/1234"');
    expect(html).toContain('href="/countries/senegal/diff?from=1233&amp;to=1234"');
    expect(html).toContain('href="/countries/senegal/history?section=policies&amp;before=2"');
    expect(html).toContain('href="/countries/senegal/history?section=policies&amp;after=1234"');
    expect(html).toContain("Revisions 2 to 1234; 60 in all");
  });

  it("names members, former members, and edits that were merged into another", () => {
    expect(html).toContain('href="/members/awa"');
    expect(html).toContain("Former member");
    expect(html).toContain("Part of revision 3");
    expect(html).toContain(">Revert</span>");
  });

  it("offers no comparison for a single revision, and an edit link if there is none", () => {
    const one = { rows: [line(1)], previous: null, next: null, total: 1 };
    expect(
      draw(
        <HistoryView credits={new Map()} t={t} locale="en" run={null} head={HEAD} query={{}} history={one} />,
      ),
    ).not.toContain("Compare");
    const none = { rows: [], previous: null, next: null, total: 0 };
    const html = draw(
      <HistoryView
        credits={new Map()}
        t={t}
        locale="en"
        run={null}
        head={HEAD}
        query={{ section: "laws" }}
        history={none}
      />,
    );
    expect(html).toContain('href="/countries/senegal/history"');
  });
});

describe("a comparison", () => {
  const kind = kindOf("policies");
  const prose = (text: string) =>
    kind.parse({
      schemaVersion: 1,
      doc: {
        type: "doc",
        content: [{ type: "paragraph", attrs: { id: "block1" }, content: [{ type: "text", text }] }],
      },
    });
  const props: DiffPageProps = {
    t,
    locale: "en",
    head: HEAD,
    from: line(4),
    to: line(5),
    between: [line(5)],
    hasMore: false,
    neighbours: { previous: 4, next: 6, newest: 6 },
    sections: [
      {
        key: "policies",
        section: "policies",
        language: "en",
        diff: kind.diff(prose("The old text."), prose("The new text.")),
      },
    ],
    view: "both",
    form: NO_FORM,
  };

  it("of one revision can be undone, and says who made it and why", () => {
    const html = draw(<DiffPageView {...props} />);
    expect(html).toContain('name="form" value="undo"');
    // The page stays stored when a later revision is saved, so it contains no number of the current one.
    expect(html).not.toContain('name="seen"');
    expect(html).toContain('value="Undoes revision 5"');
    expect(html).toContain('<q dir="auto">Edit 5</q>');
    expect(html).toContain('rel="next" href="/countries/senegal/diff?from=5&amp;to=6"');
    expect(html).toMatch(/<ins>.*new/);
  });

  it("of several lists them and has nothing to undo", () => {
    const html = draw(
      <DiffPageView {...props} from={line(2)} between={[line(3), line(4), line(5)]} hasMore />,
    );
    expect(html).not.toContain('value="undo"');
    expect(html).toContain("3 revisions between the two:");
    expect(html).toContain("and more");
  });

  it("keeps the typed values and shows the error", () => {
    const form = { ...NO_FORM, name: "undo", values: { summary: "x" }, errors: { summary: ["too_short"] } };
    const html = draw(<DiffPageView {...props} form={form} />);
    expect(html).toContain('value="x"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('role="alert"');
  });
});

const change = (number: number, given: Partial<ChangeLine> = {}): ChangeLine => ({
  ...line(number),
  id: String(number),
  slug: "kosovo",
  names: { en: "Kosovo*", fr: "Kosovo*", ar: "كوسوفو*" },
  designation: "kosovo",
  ...given,
});

describe("recent changes", () => {
  it("keep the filters while paging and in the feed, and carry the notes of names", () => {
    const html = draw(
      <ChangesView
        unread={[]}
        t={t}
        locale="en"
        query={{ region: "Europe", days: "7", before: "1.x" }}
        member={null}
        changes={{ rows: [change(7)], previous: null, next: "5.y" }}
        countries={[{ slug: "kosovo", iso2: "XK", names: change(1).names }]}
      />,
    );
    expect(html).toContain('href="/changes?region=Europe&amp;days=7&amp;before=5.y"');
    expect(html).toContain('href="/changes/feed.xml?region=Europe"');
    expect(html).toContain("UNSC 1244");
    expect(html).toContain('<option value="Europe" selected="">');
  });
});

describe("the front page", () => {
  const sure = { party: 0, ratified: 0, signatory: 0, invited: 0 };
  const figures: TreatyFigures[] = [
    {
      treaty: 185,
      party: 3,
      ratified: 0,
      signatory: 1,
      invited: 2,
      none: 4,
      notYetBound: 0,
      asOf: "2026-02-05",
      unverified: { party: 2, ratified: 0, signatory: 0, invited: 1 },
    },
    {
      treaty: 189,
      party: 4,
      ratified: 0,
      signatory: 0,
      invited: 0,
      none: 9,
      notYetBound: 0,
      asOf: null,
      unverified: { party: 4, ratified: 0, signatory: 0, invited: 0 },
    },
    {
      treaty: 224,
      party: 0,
      ratified: 0,
      signatory: 2,
      invited: 0,
      none: 8,
      notYetBound: 0,
      asOf: null,
      unverified: sure,
    },
  ];

  it.each(LOCALES)("in %s draws a square for each country and the day of its figures", (locale) => {
    const html = draw(
      <HomeView
        t={translator(locale)}
        locale={locale}
        figures={figures}
        then={{ day: "2016-12-31", parties: 2, unverified: 1 }}
        changes={[]}
        profiles={10}
        materials={7}
      />,
    );
    expect(html.match(/<i class="sw |<i><\/i>/g)).toHaveLength(10);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain("2026");
    expect(html).toContain("2016");
    expect(html).not.toMatch(/ style="|<script/);
    const t = translator(locale);
    expect(html).toContain(t("doubt.figures", { count: 3 }));
    expect(html).toContain(t("doubt.ofThem", { count: 1 }));
    const protocol = t("home.figures.protocol", { parties: 4, signatories: 0 });
    expect(html).toContain(t("doubt.count", { text: protocol, count: 4 }));
    expect(html).toContain(`>${t("home.figures.notInForce", { ratified: 0, signatories: 2 })}<`);
  });
});

import { describe, expect, test } from "vitest";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { attributes, danglingIds, markup } from "@/tests/support/markup";
import { ERROR_PAGES, ErrorView } from "./error-view";
import { type PageMeta, Shell } from "./shell";

const asset = (name: string) => `/assets/HASH/${name}`;
const awa = { displayName: "Awa Diop", handle: "awa-diop", roles: ["member"] };

function page(locale: Locale, meta: Partial<PageMeta> = {}): string {
  return markup(
    <Shell
      locale={locale}
      t={translator(locale)}
      asset={asset}
      origin="https://octopus.example"
      title="Senegal"
      path="/countries/senegal"
      {...meta}
    >
      <h1>Senegal</h1>
    </Shell>,
  );
}

describe("the frame of a page", () => {
  test.each(LOCALES)("is complete in %s: language, direction, landmarks, valid ids", (locale) => {
    const html = page(locale, { crumbs: [{ href: "/countries", label: "Countries" }, { label: "Senegal" }] });
    expect(html).toMatch(new RegExp(`^<html lang="${locale}" dir="${locale === "ar" ? "rtl" : "ltr"}">`));
    for (const landmark of ["<header", '<nav class="nav"', "<main", "<footer", 'role="search"']) {
      expect(html).toContain(landmark);
    }
    expect(danglingIds(html)).toEqual([]);
    expect(new Set(attributes(html, "id")).size).toBe(attributes(html, "id").length);
  });

  test("contains no inline script, no style attribute and no address of another site", () => {
    const html = page("en");
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/\s(style|onclick|onload)=/);
    const loaded = [...html.matchAll(/<(?:script|img|link)[^>]*\s(?:src|href)="([^"]*)"/g)].map((m) => m[1]);
    expect(loaded.length).toBeGreaterThan(5);
    for (const address of loaded) expect(address).toMatch(/^(\/assets\/|https:\/\/octopus\.example\/)/);
  });

  test("names its canonical address and the same page in the other languages", () => {
    const html = page("fr");
    expect(html).toContain('<link rel="canonical" href="https://octopus.example/fr/countries/senegal"/>');
    expect(attributes(html, "hrefLang").length + attributes(html, "hreflang").length).toBeGreaterThanOrEqual(
      7,
    );
    expect(html).toContain('href="https://octopus.example/countries/senegal"/>');
    expect(page("fr", { alternates: false })).not.toContain('rel="alternate"');
  });

  test("keeps the page when the language is changed", () => {
    const html = page("ar", { path: "/countries?region=africa" });
    expect(attributes(html, "href")).toEqual(
      expect.arrayContaining([
        "/countries?region=africa",
        "/fr/countries?region=africa",
        "/ar/countries?region=africa",
      ]),
    );
  });

  test("contains the offer of the same page in each other language, written in it, shown only by the script", () => {
    const html = page("en", { path: "/countries?region=africa" });
    const offers = html.slice(html.indexOf('<template id="language-offers">'), html.indexOf("<header"));
    expect(offers).toContain('<section lang="fr" dir="ltr"');
    expect(offers).toContain("Cette page existe en français.");
    expect(offers).toContain('<section lang="ar" dir="rtl"');
    expect(attributes(offers, "href")).toEqual([
      "/fr/countries?region=africa",
      "/ar/countries?region=africa",
    ]);
    expect(html).toContain('<div class="offer" aria-live="polite" data-language-offer=""></div>');
  });

  test("marks the place in the menu, lists only existing pages, and adds the front page to the crumbs", () => {
    const html = page("fr", {
      current: "changes",
      crumbs: [{ href: "/countries", label: "Pays" }, { label: "Sénégal" }],
    });
    expect(html).toContain('<a href="/fr/changes" aria-current="true">');
    const crumbs = html.slice(html.indexOf('class="wrap crumbs"'), html.indexOf("<main"));
    expect(attributes(crumbs, "href")).toEqual(["/fr", "/fr/countries"]);
    expect(crumbs).toContain('aria-current="page">Sénégal</li>');
    const given = page("en", { crumbs: [{ href: "/", label: "Home" }, { label: "Join" }] });
    expect(given.match(/>Home</g)).toHaveLength(1);
  });

  test("is the same for everyone in a document, and has its member on a screen", () => {
    const document = page("en");
    expect(document).toContain('<template id="member-corner">');
    expect(document).toContain('href="/signin"');
    const screen = page("en", { actor: awa });
    expect(screen).toContain("Awa Diop");
    expect(screen).toContain(">AD</span>");
    expect(screen).not.toContain("data-visitor");
    expect(screen).not.toContain('href="/admin"');
    expect(page("en", { actor: { ...awa, roles: ["administrator"] } })).toContain('href="/admin"');
    expect(screen).not.toContain('href="/moderation"');
    expect(page("en", { actor: { ...awa, roles: ["trusted"] } })).toContain('href="/moderation"');
    expect(screen).toMatch(/<form action="\/signout" method="post"><button type="submit">Sign out/);
  });

  test("shows the banner as plain text", () => {
    expect(page("en", { banner: "<b>Back at 14:00</b>" })).toContain("&lt;b&gt;Back at 14:00&lt;/b&gt;");
  });
});

describe("error pages", () => {
  test.each(LOCALES)("say what happened and what to do in %s", (locale) => {
    for (const status of ERROR_PAGES) {
      const html = markup(<ErrorView t={translator(locale)} locale={locale} status={status} />);
      expect(html).not.toContain("errors.");
      expect(html.match(/<p/g)?.length).toBeGreaterThanOrEqual(3);
    }
  });

  test("add the reason, the number of a server error, and when to try again", () => {
    const t = translator("en");
    const reason = markup(<ErrorView t={t} locale="en" status={503} reason="starting" retryAfter={5} />);
    expect(reason).toContain("The site is restarting. Nothing was saved");
    expect(reason).toContain("Try again in 5 seconds.");
    expect(markup(<ErrorView t={t} locale="en" status={429} retryAfter={300} />)).toContain("in 5 minutes");
    expect(markup(<ErrorView t={t} locale="en" status={500} id="0198" />)).toContain("<code>0198</code>");
    const missing = markup(<ErrorView t={t} locale="en" status={404} path="/countries/ghna" />);
    expect(missing).toMatch(/<form[^>]*action="\/search"/);
    expect(missing).toMatch(/<input[^>]*name="q"[^>]*value="ghna"/);
    expect(missing.split('href="/countries"')).toHaveLength(2);
    expect(markup(<ErrorView t={t} locale="en" status={410} path="/countries/ghna" />)).not.toContain(
      "<form",
    );
    expect(markup(<ErrorView t={t} locale="en" status={404} reason="no-such-reason" />)).not.toContain(
      "no-such",
    );
    expect(markup(<ErrorView t={t} locale="en" status={418} />)).toContain("Something went wrong");
  });
});

import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { MapStatus } from "@/components/ui/status";
import { COUNTRY_CODES, countryName } from "@/lib/i18n/country-names";
import { LOCALES, localePath } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { MapLegend, WorldMap } from "./world-map";

const STATUSES: Record<string, MapStatus> = {
  FR: "party",
  TO: "party",
  IE: "signed",
  MT: "signed",
  KE: "invited",
  VU: "invited",
};
const statusOf = (iso2: string) => STATUSES[iso2] ?? "none";

function draw(locale: "en" | "fr" | "ar") {
  return renderToStaticMarkup(
    <WorldMap
      t={translator(locale)}
      locale={locale}
      statusOf={statusOf}
      hrefOf={(iso2) => localePath(locale, `/countries/${iso2.toLowerCase()}`)}
      nameOf={(iso2) => countryName(iso2, locale)}
    />,
  );
}

describe("WorldMap", () => {
  it("links every country or area once, under its name and status", () => {
    const html = draw("en");
    const links = html.match(/<a href="\/countries\/[a-z]{2}">/g) ?? [];
    expect(new Set(links).size).toBe(COUNTRY_CODES.length);
    expect(links).toHaveLength(COUNTRY_CODES.length);
    expect(html).toContain('<a href="/countries/fr"><title>France: Party</title><path d="M');
    expect(html).toContain(
      '<a href="/countries/vu"><title>Vanuatu: Invited to accede</title><circle class="i"',
    );
  });

  it("says beside a status that it is unverified, not beside one that a source states", () => {
    const html = renderToStaticMarkup(
      <WorldMap
        t={translator("en")}
        locale="en"
        statusOf={statusOf}
        surenessOf={(iso2) => ({ FR: "likely", TO: "unverified", DE: "unverified" })[iso2] ?? null}
        hrefOf={(iso2) => `/countries/${iso2}`}
        nameOf={(iso2) => countryName(iso2, "en")}
      />,
    );
    expect(html).toContain("<title>Tonga: Party (unverified)</title>");
    expect(html).toContain("<title>France: Party</title>");
    expect(html).toContain("<title>Germany: No treaty action</title>");
  });

  it("draws a small signatory's circle with the hatching of signatories", () => {
    expect(draw("en")).toMatch(
      /<title>Malta: Signatory<\/title><g class="s" transform="scale\(0?\.2\)"><circle cx="/,
    );
  });

  it("counts the countries that it shows", () => {
    expect(draw("en")).toContain("2 Parties, 2 signatories, 2 States invited to accede.");
  });

  it.each(LOCALES)("is in %s and says that boundaries are not an opinion", (locale) => {
    const t = translator(locale);
    const html = draw(locale);
    expect(html).toContain(t("profiles.map.title"));
    expect(html).toContain(t("profiles.map.note"));
    expect(html).toContain(countryName("SN", locale));
  });

  it("lets the keyboard pass it by", () => {
    const html = draw("en");
    expect(html.startsWith('<a class="skip" href="#after-map">')).toBe(true);
    expect(html).toContain('id="after-map"');
  });
});

describe("MapLegend", () => {
  it("names the four marks with their numbers", () => {
    const html = renderToStaticMarkup(<MapLegend t={translator("en")} locale="en" statusOf={statusOf} />);
    expect(html).toContain('<span class="sw party"></span>Party <b class="num">2</b>');
    expect(html).toContain('<span class="sw none"></span>No treaty action <b class="num">190</b>');
  });

  it("for a past day names unknown facts and minimum numbers", () => {
    const past = (of: typeof statusOf) =>
      renderToStaticMarkup(<MapLegend t={translator("en")} locale="en" statusOf={of} isPast />);
    const nobody = past((iso2) => (statusOf(iso2) === "invited" ? "none" : statusOf(iso2)));
    expect(nobody).toContain('Invited to accede <b class="num">not known</b>');
    expect(nobody).toContain('No treaty action known <b class="num">192</b>');
    expect(past(statusOf)).toContain('Invited to accede <b class="num">at least 2</b>');
  });
});

import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { ProfilePage, SectionState } from "@/lib/profiles/reading/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { pageOf } from "@/tests/support/profile-page";
import { isLeadWanted, leadOf, leadText } from "./lead";

const MOST = 5_000;

/** Returns a page's lead as one text. */
function said(page: ProfilePage, locale: Locale = "en", most = MOST): string {
  const t = translator(locale);
  const lead = leadOf(t, page);
  return lead ? leadText(t, lead, most) : "";
}

/** Returns Senegal's page with changed records of a section. */
function withRecords(
  key: "treaty-status" | "laws",
  make: (records: AnyRecord[]) => readonly object[],
): ProfilePage {
  const page = pageOf("senegal");
  const section = structuredClone(page.sections[key]) as SectionState;
  const content = section.content as { records: AnyRecord[] };
  section.content = { ...content, records: make(content.records) };
  return { ...page, sections: { ...page.sections, [key]: section } };
}

/** Returns Senegal's page with only its record of the Convention, changed. */
const withStanding = (given: object) => withRecords("treaty-status", ([record]) => [{ ...record, ...given }]);

const dated = (value: string, confidence = "confirmed") => ({ value, precision: "day", confidence });

describe("the lead of a profile", () => {
  it("states the treaty with both dates, other treaties, laws and projects", () => {
    const text = said(pageOf("senegal"));
    expect(text).toContain(
      "The Budapest Convention has been in force here since 1 April 2017; the instrument was deposited on 16 December 2016.",
    );
    expect(text).toMatch(
      /Further treaties: First Protocol \(in force since 1 April 2017\), .*Malabo Convention/,
    );
    expect(text).toMatch(/laws are recorded/);
    expect(text).toContain("Participation in one project is recorded: GLACY (Nov 2013 to Oct 2016).");
  });

  it.each([
    [{ inForceOn: null }, "was deposited on 16 December 2016; the day of entry into force is not recorded."],
    [{ inForceOn: null, consentOn: dated("2016-12") }, "was deposited in December 2016;"],
    [{ inForceOn: null, consentOn: null }, "ratified or acceded to; no day is recorded."],
    [{ asOf: "2017-01-31" }, "the Convention is not yet in force here."],
    [
      { how: "signature_only", consentOn: null, inForceOn: null, signedOn: dated("2001-11-23") },
      "was signed on 23 November 2001 and has not been ratified.",
    ],
    [
      { how: "invited", consentOn: null, inForceOn: null, invitedOn: null },
      "An invitation to accede to the Budapest Convention is recorded",
    ],
    [{ denouncedOn: dated("2020-01-01") }, "No step towards the Budapest Convention is recorded."],
  ])("of a standing %j says so", (given, expected) => {
    expect(said(withStanding(given))).toContain(expected);
  });

  it("is worded in each language with its own sentences", () => {
    expect(said(pageOf("senegal"), "fr")).toContain(
      "La Convention de Budapest est en vigueur ici depuis le 1er avril 2017",
    );
    expect(said(pageOf("senegal"), "ar")).toContain("اتفاقية بودابست نافذة هنا منذ");
    for (const locale of LOCALES)
      for (const slug of ["senegal", "romania", "kosovo", "mauritius", "philippines"])
        expect(said(pageOf(slug), locale)).not.toMatch(/profiles\.|undefined|\{|\}/);
  });

  it("names the original title beside the English one, and alone to who reads it", () => {
    const page = withRecords("laws", ([law]) => [
      { ...law, title: "Cybercrime Act", titleOriginal: "Loi sur la cybercriminalité", lang: ["fr"] },
    ]);
    expect(said(page)).toContain("One law is recorded: Cybercrime Act (Loi sur la cybercriminalité).");
    expect(said(page, "fr")).toMatch(/Une loi est enregistrée\s: Loi sur la cybercriminalité\./);
  });

  it("lists laws in force before repealed ones, and counts all", () => {
    const page = withRecords("laws", ([law]) =>
      ["Old", "A", "B", "C"].map((title, n) => ({
        ...law,
        id: `law-${n}`,
        title,
        titleOriginal: null,
        status: n === 0 ? "repealed" : "in_force",
      })),
    );
    expect(said(page)).toContain("4 laws are recorded, among them A; B; C.");
  });

  it("states once how much of it is unverified", () => {
    const sure = { confidence: "confirmed", signedOn: null };
    const standing = (given: object) => ({
      ...withStanding({ ...sure, consentOn: dated("2016-12-16"), inForceOn: dated("2017-04-01"), ...given }),
      participations: [],
    });
    const alone = (given: object) => {
      const page = standing(given);
      return said({ ...page, sections: { "treaty-status": page.sections["treaty-status"] as SectionState } });
    };
    expect(alone({})).not.toContain("verified");
    expect(alone({ inForceOn: dated("2017-04-01", "unverified") })).toMatch(/Part of it is unverified\.$/);
    const all = { consentOn: dated("2016-12-16", "unverified"), inForceOn: null, confidence: "unverified" };
    expect(alone(all)).toMatch(/None of it is verified\.$/);
  });

  it("ends with a whole sentence if there is little room", () => {
    expect(said(pageOf("senegal"), "en", 10)).toMatch(/^The Budapest Convention [^.]*\.(?: Part[^.]*\.)?$/);
  });

  it("is missing if nothing is recorded or all of it is hidden", () => {
    const page = pageOf("senegal", { sections: {}, participations: [] });
    expect(leadOf(translator("en"), page)).toBeNull();
    const hidden = withStanding({});
    const status = { ...(hidden.sections["treaty-status"] as SectionState), isHidden: true };
    const only = { ...hidden, sections: { "treaty-status": status }, participations: [] };
    expect(leadOf(translator("en"), only)).toBeNull();
  });

  it("is replaced by the summary once written", () => {
    const written = {
      ...(pageOf("senegal").sections.legislation as SectionState),
      key: "state-of-play",
    } as const;
    const of = (state: SectionState | undefined) =>
      isLeadWanted(pageOf("senegal", { sections: state ? { "state-of-play": state } : {} }));
    expect(of(undefined)).toBe(true);
    expect(of({ ...written, isEmpty: true })).toBe(true);
    expect(of({ ...written, isEmpty: false })).toBe(false);
    expect(of({ ...written, isEmpty: true, isHidden: true })).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { type Instrument, STATES_AS_OF } from "@/lib/convention/model";
import { loadCountries } from "./countries";
import {
  ActivityItem,
  ArticleItem,
  DomainSourceItem,
  FurtherExtra,
  FurtherItem,
  NewsletterItem,
  ProjectItem,
  SourceTitles,
  TreatyExtra,
  type TreatyItem,
  TreatyItem as TreatyItemShape,
} from "./data-shapes";
import { LegislationItem } from "./legislation-shapes";
import { listDataFolder, readData, readDataText } from "./read";

const treaties = readData("treaty-status.json", TreatyItemShape, TreatyExtra);
const further = readData("further-status.json", FurtherItem, FurtherExtra);
const legislation = readData("legislation.json", LegislationItem, { sources: SourceTitles });
const projects = readData("projects.json", ProjectItem, {}).items;
const activities = readData("activities.json", ActivityItem, {}).items;
const articles = readData("convention-articles.json", ArticleItem, {}).items;
const issue = readData("newsletter-2016q4.json", NewsletterItem, {}).items[0] as z.infer<
  typeof NewsletterItem
>;
const domainSources = readData("domain-sources.json", DomainSourceItem, {}).items;
const countries = new Map(loadCountries().map((country) => [country.iso3, country]));

const of185 = treaties.items.filter((item) => item.treaty === 185);
const firstDay = (date: string) => (date.length === 7 ? `${date}-01` : date);
const isPartyOn = (item: TreatyItem, date: string) =>
  item.consentDate !== null && firstDay(item.consentDate) <= date;

const measures = {
  parties: isPartyOn,
  signatures: (item: TreatyItem, date: string) => item.signatureDate !== null && item.signatureDate <= date,
  signatories: (item: TreatyItem, date: string) =>
    item.signatureDate !== null && item.signatureDate <= date && !isPartyOn(item, date),
};
const count = (treaty: number, measure: keyof typeof measures, date: string) =>
  treaties.items.filter((item) => item.treaty === treaty && measures[measure](item, date)).length;

/**
 * Computes the first day of the month after three full months from the deposit (Article 36(4) of the
 * Convention).
 */
function inForceByRule(consent: string): string {
  const [year = 0, month = 0] = consent.split("-").map(Number);
  const after = month + 4;
  return after > 12
    ? `${year + 1}-${String(after - 12).padStart(2, "0")}-01`
    : `${year}-${String(after).padStart(2, "0")}-01`;
}

describe("treaty status", () => {
  it("has one entry per treaty and State, each a country with a profile", () => {
    const keys = treaties.items.map((item) => `${item.treaty} ${item.country}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(treaties.items.filter((item) => !countries.has(item.country))).toEqual([]);
    expect(treaties.items).toHaveLength(195);
  });

  it("recomputes 51 Parties at the end of 2016, Andorra the 50th and Senegal the 51st", () => {
    expect(count(185, "parties", "2016-12-31")).toBe(51);
    const rank = (iso3: string) => {
      const consent = of185.find((item) => item.country === iso3)?.consentDate ?? "";
      return of185.filter((item) => item.consentDate !== null && item.consentDate < consent).length + 1;
    };
    expect(rank("AND")).toBe(50);
    expect(rank("SEN")).toBe(51);
  });

  it("has the standing of each treaty on the last day that its sources cover", () => {
    const asOf = (number: number) => treaties.treaties.find((one) => one.number === number)?.asOf ?? "";
    const of = (number: number) => [
      count(number, "parties", asOf(number)),
      count(number, "signatories", asOf(number)),
      treaties.items.filter((item) => item.treaty === number && item.how === "invited to accede").length,
    ];
    expect([of(185), of(189), of(224)]).toEqual([
      [81, 2, 13],
      [38, 9, 0],
      [3, 49, 0],
    ]);
    expect(treaties.treaties.find((one) => one.number === 224)?.entryIntoForce).toBeNull();
    // A State without a record is shown as of the same day.
    for (const { number, asOf: listed } of treaties.treaties)
      expect(STATES_AS_OF[String(number) as Instrument], String(number)).toBe(listed);
    expect(STATES_AS_OF).toMatchObject(further.lastSeen);
  });

  it("agrees with the figures of the newsletter", () => {
    const standing = (status: string) => of185.filter((item) => item.statusAtEnd2016 === status).length;
    expect(standing("party")).toBe(issue.treatyFigures.convention.parties);
    expect(standing("signatory") + standing("invited")).toBe(
      issue.treatyFigures.convention.signatoriesAndInvited,
    );
  });

  it.each(treaties.checkpoints)("recomputes $measure of $treaty on $date", (point) => {
    expect(count(point.treaty, point.measure, point.date)).toBe(point.computed);
    expect(point.computed === point.expected).toBe(point.agrees);
    expect(treaties.sources[point.source]).toBeDefined();
  });

  it("differs from none of the dated statements that can be cited", () => {
    expect(treaties.checkpoints.filter((point) => !point.agrees)).toEqual([]);
  });

  it.each(treaties.items.map((item) => [`${item.treaty} ${item.country}`, item] as const))(
    "has possible dates for %s",
    (_, item) => {
      const treaty = treaties.treaties.find(({ number }) => number === item.treaty);
      const { signatureDate, consentDate, entryIntoForce, how } = item;
      for (const date of [signatureDate, consentDate])
        if (date) expect(date >= (treaty?.opened ?? "")).toBe(true);
      if (signatureDate && consentDate) expect(signatureDate <= consentDate).toBe(true);
      expect(how === "ratification" || how === "accession").toBe(consentDate !== null);
      if (how === "accession") expect(signatureDate).toBeNull();
      if (how === "signature only") expect(signatureDate).not.toBeNull();
      if (consentDate && treaty?.entryIntoForce) {
        const rule = inForceByRule(consentDate);
        expect(entryIntoForce).toBe([rule, treaty.entryIntoForce].sort().at(-1));
      } else expect(entryIntoForce).toBeNull();
      for (const key of Object.keys(item.fieldConfidence)) expect(item[key as "consentDate"]).not.toBeNull();
    },
  );

  it("names only sources that are listed, and one for whatever was seen in a source", () => {
    for (const item of treaties.items) {
      expect(item.sources.filter((id) => !treaties.sources[id])).toEqual([]);
      if (item.confidence === "source") expect(item.sources.length).toBeGreaterThan(0);
    }
  });
});

describe("legislation", () => {
  it("has 14 countries, 55 laws and 202 provisions", () => {
    expect(legislation.items).toHaveLength(14);
    expect(legislation.items.flatMap((item) => item.laws)).toHaveLength(55);
    expect(legislation.items.flatMap((item) => item.provisions)).toHaveLength(202);
  });

  it.each(legislation.items)("refers to laws, articles and sources that exist: $country", (item) => {
    const ids = item.laws.map((law) => law.id);
    expect(countries.has(item.country)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    for (const provision of item.provisions) {
      expect(ids).toContain(provision.law);
      expect(articles.some((article) => article.id === `185-${provision.article}`)).toBe(true);
      expect(provision.confidence === "source").toBe(provision.sources.length > 0);
    }
    const cited = [...item.laws, ...item.provisions].flatMap((entry) => entry.sources);
    expect(cited.filter((id) => !legislation.sources[id])).toEqual([]);
  });
});

describe("projects, activities and the newsletter", () => {
  const slugs = new Set(projects.map((project) => project.slug));
  const ids = new Set(activities.map((activity) => activity.id));
  const stories = new Set(issue.articles.map((article) => article.slug));

  it("refer to each other and to countries that exist", () => {
    expect(projects).toHaveLength(6);
    expect(ids.size).toBe(activities.length);
    expect(activities).toHaveLength(87);
    const named = [
      ...projects.flatMap((p) => [...p.countries, ...p.countriesSeenInActivities]),
      ...activities.flatMap((a) => a.countries),
      ...issue.articles.flatMap((a) => a.countries),
    ];
    expect(named.filter((iso3) => !countries.has(iso3))).toEqual([]);
    expect(activities.flatMap((a) => a.projects).filter((slug) => !slugs.has(slug))).toEqual([]);
    expect(activities.filter((a) => a.article !== null && !stories.has(a.article))).toEqual([]);
    expect(issue.articles.flatMap((a) => a.activities).filter((id) => !ids.has(id))).toEqual([]);
    expect(issue.sections.flatMap((s) => s.articles).filter((slug) => !stories.has(slug))).toEqual([]);
  });

  it("count the activities of each project", () => {
    for (const project of projects) {
      expect(activities.filter((a) => a.projects.includes(project.slug))).toHaveLength(project.activityCount);
      expect(project.start < project.end).toBe(true);
    }
  });

  it("span the dates of their ranges", () => {
    for (const { startDate, endDate, dateRanges } of activities) {
      expect(startDate <= endDate).toBe(true);
      expect([dateRanges[0]?.start, dateRanges.at(-1)?.end]).toEqual([startDate, endDate]);
    }
  });
});

describe("the articles", () => {
  it.each([
    [185, 48],
    [189, 16],
    [224, 25],
  ])("of treaty %i are numbered from 1 to %i", (treaty, last) => {
    const numbers = articles.filter((a) => a.treaty === treaty).map((a) => a.number);
    expect(numbers).toEqual(Array.from({ length: last }, (_, i) => i + 1));
  });
});

describe("the files", () => {
  it("contain no path of a machine and no broken character", () => {
    const names = [...listDataFolder("."), ...listDataFolder("prose").map((name) => `prose/${name}`)];
    for (const name of names.filter((one) => /\.(json|md)$/.test(one))) {
      const text = readDataText(name);
      expect(text).not.toContain("\uFFFD");
      expect(text.match(/(^|[\s"(])\/(?:[A-Za-z0-9._-]+\/)+/m)?.[0]).toBeUndefined();
    }
  });

  it("have each source under one name", () => {
    const ids = [
      ...Object.keys(treaties.sources),
      ...Object.keys(legislation.sources),
      ...domainSources.map((s) => s.id),
    ];
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
});

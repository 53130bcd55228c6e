import { describe, expect, it } from "vitest";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { LawRecord, ProvisionRecord } from "@/lib/profiles/kinds/laws";
import { type TreatyStatusRecord, treatyStanding } from "@/lib/profiles/kinds/treaty-status";
import { canonicalJson } from "@/lib/text/canonical";
import { loadSeed } from "./index";
import { loadSources } from "./sources";

const seed = loadSeed();
const sources = loadSources();
const profileOf = (slug: string) => seed.profiles.find((profile) => profile.slug === slug);

function records<R>(slug: string, key: string): R[] {
  const content = profileOf(slug)?.sections.find((section) => section.key === key)?.content;
  return content && "records" in content ? (content.records as unknown as R[]) : [];
}

const further = ["un", "malabo"];
const known = seed.profiles.flatMap(({ slug }) => records<TreatyStatusRecord>(slug, "treaty-status"));
const standings = known.filter(({ treaty }) => !further.includes(treaty));
const laws = seed.profiles.flatMap(({ slug }) => records<LawRecord>(slug, "laws"));
const provisions: ProvisionRecord[] = laws.flatMap((law) => law.provisions);

describe("loadSeed", () => {
  it("gives each country a profile, in one order", () => {
    expect(seed.profiles.map((profile) => profile.iso2)).toEqual(
      seed.countries.map((country) => country.iso2),
    );
  });

  it("is the same each time", () => {
    expect(canonicalJson(loadSeed())).toBe(canonicalJson(seed));
  });

  it("has contents that their kinds accept unchanged", () => {
    for (const { key, content } of seed.profiles.flatMap((profile) => profile.sections)) {
      const kind = recordsKindOf(key);
      if (kind) expect(canonicalJson(kind.parse(content))).toBe(canonicalJson(content));
    }
  });

  it("cites only sources of the profile, and lists only cited ones", () => {
    for (const profile of seed.profiles) {
      const listed = profile.sourcesRecords.map((record) => record.id);
      expect(new Set(listed).size).toBe(listed.length);
      const text = JSON.stringify(profile.sections.filter((section) => section.key !== "sources"));
      const parts = seed.facts.filter((fact) => fact.iso3 === profile.iso3);
      const uncited = listed.filter(
        (id) => !text.includes(`"${id}"`) && !parts.some((part) => part.source === id),
      );
      expect(uncited).toEqual([]);
      if (listed.length > 0) expect(profile.sections[0]?.key).toBe("sources");
    }
  });

  it("leaves profiles of which nothing is known without sections", () => {
    expect(profileOf("bhutan")).toMatchObject({ sections: [], sourcesRecords: [] });
  });
});

describe("treaty status", () => {
  it("keeps all 195 entries and makes 81 Parties to the Convention of those known by 2026", () => {
    expect(standings).toHaveLength(195);
    const parties = standings.filter((one) => one.treaty === "185" && treatyStanding(one) === "party");
    expect(parties).toHaveLength(81);
    expect(parties.filter((one) => (one.consentOn?.value ?? "") <= "2016-12-31")).toHaveLength(51);
  });

  it("is confirmed by a register that can speak of the date, and by nothing else", () => {
    const [convention] = records<TreatyStatusRecord>("albania", "treaty-status");
    expect(convention).toMatchObject({ id: "treaty-185", how: "ratification", confidence: "confirmed" });
    expect(convention?.consentOn).toEqual({ value: "2002-06-20", precision: "day", confidence: "confirmed" });
    // The chart of December 2015 says nothing of 2017; that of March 2020 does.
    const [andorra] = records<TreatyStatusRecord>("andorra", "treaty-status");
    expect(andorra?.signedOn?.confidence).toBe("confirmed");
    expect(andorra?.consentOn).toEqual({ value: "2016-11-16", precision: "day", confidence: "confirmed" });
    expect(andorra?.confidence).toBe("confirmed");
    // A blog or a news page is not a register.
    const vanuatu = records<TreatyStatusRecord>("vanuatu", "treaty-status")[0];
    expect(vanuatu?.consentOn).toEqual({ value: "2025-06-05", precision: "day", confidence: "likely" });
  });

  it("keeps months as months, and says what is derived", () => {
    const [cameroon] = records<TreatyStatusRecord>("cameroon", "treaty-status");
    expect(cameroon?.consentOn).toEqual({ value: "2023-12", precision: "month", confidence: "likely" });
    const senegal = records<TreatyStatusRecord>("senegal", "treaty-status");
    expect(senegal.map((one) => one.treaty)).toEqual(["185", "189", "malabo"]);
    expect(senegal[1]?.note).toContain("derived");
  });

  it("is at most as sure of a derived fact as of its origin", () => {
    const [ecuador] = records<TreatyStatusRecord>("ecuador", "treaty-status");
    expect(ecuador?.consentOn?.confidence).toBe("unverified");
    expect(ecuador?.inForceOn).toEqual({ value: "2025-04-01", precision: "day", confidence: "unverified" });
    const derived = standings.filter(({ note }) => String(note).includes("derived from the date of deposit"));
    expect(derived.length).toBeGreaterThan(5);
    expect(
      derived
        .filter((one) => one.consentOn?.confidence === "unverified")
        .map((one) => one.inForceOn?.confidence),
    ).not.toContain("likely");
  });

  it("shows as unverified whatever is from memory, and says when no source was found", () => {
    const kazakhstan = records<TreatyStatusRecord>("kazakhstan", "treaty-status")[0];
    expect(kazakhstan).toMatchObject({
      how: "invited",
      confidence: "unverified",
      sourceState: "none_found",
      sources: [],
    });
  });
});

describe("the conventions of the United Nations and the African Union", () => {
  const of = (treaty: string) => known.filter((one) => one.treaty === treaty);

  it("have 71 States as signatories, and 15 Parties with 7 others", () => {
    expect(of("un").map(treatyStanding)).toEqual(Array(71).fill("signatory"));
    expect(of("malabo").filter((one) => treatyStanding(one) === "party")).toHaveLength(15);
    expect(of("malabo")).toHaveLength(22);
  });

  it("say what is disputed, what is known only by month, and the date of the data", () => {
    const find = (slug: string, treaty: string) =>
      records<TreatyStatusRecord>(slug, "treaty-status").find((one) => one.treaty === treaty);
    expect(find("benin", "malabo")).toMatchObject({ confidence: "disputed", asOf: "2023-06-08" });
    expect(find("viet-nam", "un")).toMatchObject({
      signedOn: { value: "2025-10", precision: "month", confidence: "likely" },
      asOf: "2026-05-21",
    });
    expect(find("mauritius", "un")?.signedOn?.value).toBe("2025-11-19");
    expect(find("angola", "malabo")?.confidence).toBe("unverified");
  });
});

describe("reservations and declarations", () => {
  const of = (slug: string) =>
    records<TreatyStatusRecord>(slug, "treaty-status").flatMap((record) => record.declarations);

  it("are 263 of 53 States, under all three treaties", () => {
    const declaring = seed.profiles.filter(({ slug }) => of(slug).length > 0);
    expect([standings.flatMap((one) => one.declarations).length, declaring.length]).toEqual([263, 53]);
    const under = (treaty: string) =>
      standings.filter((one) => one.treaty === treaty).flatMap((one) => one.declarations).length;
    expect(["185", "189", "224"].map(under)).toEqual([237, 23, 3]);
  });

  it("are named as by the depositary", () => {
    const natures = of("andorra").map(({ articles, nature }) => `${articles} ${nature}`);
    expect(natures).toEqual(
      expect.arrayContaining(["185-6(3) reservation", "185-11(3) reservation", "185-2 declaration"]),
    );
    expect(of("new-zealand").filter(({ nature }) => nature === "reservation")).not.toEqual([]);
  });

  it("are as sure as their source, and have no date known from memory only", () => {
    const all = standings.flatMap((one) => one.declarations);
    const count = (confidence: string) => all.filter((one) => one.confidence === confidence).length;
    expect(count("confirmed") + count("likely")).toBe(263);
    expect(all.filter(({ madeOn }) => madeOn === null)).toHaveLength(45);
  });
});

describe("laws", () => {
  it("include 402 laws and 1,144 provisions of 137 countries, each with its own id", () => {
    const ids = [...laws.map((law) => law.id), ...provisions.map((provision) => provision.id)];
    expect([laws.length, provisions.length]).toEqual([402, 1_144]);
    expect(new Set(ids).size).toBe(1_546);
    expect(provisions.map((provision) => provision.id)).toContain("rou-cc-art-360-2");
  });

  it("are likely if seen in a source, otherwise unverified", () => {
    const count = (confidence: string) => provisions.filter((one) => one.confidence === confidence).length;
    expect([count("likely"), count("unverified"), count("confirmed")]).toEqual([381, 763, 0]);
  });

  it("record that a court struck a provision down, so that it counts as an answer nowhere", () => {
    const struck = provisions.filter((one) => one.state === "struck_down");
    expect(struck.map(({ id, inForceTo }) => [id, inForceTo])).toEqual([["phl-10175-s-12-20", "2014-02-11"]]);
  });

  it("are called in English, with the original beside it", () => {
    const romania = records<LawRecord>("romania", "laws");
    expect(romania[0]).toMatchObject({
      title: "Criminal Code",
      titleOriginal: "Legea nr. 286/2009 privind Codul penal",
      kind: "code",
      status: "in_force",
      adoptedOn: "2009",
      lang: ["ro"],
      confidence: "likely",
    });
    expect(romania.find((law) => law.id === "rou-161")?.status).toBe("partly_replaced");
    expect(records<LawRecord>("senegal", "laws").map((law) => law.kind)).toEqual(["act", "act", "act"]);
  });

  it("contain notes on all laws of a country", () => {
    for (const law of records<LawRecord>("australia", "laws"))
      expect(law.note).toContain("Commonwealth law only");
  });
});

describe("the index of further countries", () => {
  it("names a law by its day, its subjects and its official text", () => {
    const [code] = records<LawRecord>("chile", "laws");
    expect(code).toMatchObject({
      id: "chl-21459",
      kind: "act",
      status: "in_force",
      officialUrl: "https://www.bcn.cl/leychile/navegar?idNorma=1177743",
      lang: ["es"],
    });
    expect(code?.topics).toContain("substantive");
    // A law on mutual assistance is no law of procedure because of the later articles of the Convention.
    const swiss = records<LawRecord>("switzerland", "laws").find(({ id }) => id === "che-irsg");
    expect(swiss?.topics).toEqual(["mutual_assistance"]);
    const zambia = records<LawRecord>("zambia", "laws");
    expect(zambia.map(({ id, status }) => [id, status])).toEqual(
      expect.arrayContaining([["zmb-cca", "not_yet_in_force"]]),
    );
  });

  it("has 112 institutions and 60 policies, with where each was seen", () => {
    const of = (key: string) =>
      seed.profiles.flatMap(({ slug }) =>
        records<{ id: string; confidence: string; kind: string }>(slug, key),
      );
    const [institutions, strategies] = [of("institutions"), of("strategies")];
    expect([institutions.length, strategies.length]).toEqual([112, 60]);
    const likely = (all: { confidence: string }[]) =>
      all.filter(({ confidence }) => confidence === "likely").length;
    expect([likely(institutions), likely(strategies)]).toEqual([12, 11]);
    expect(strategies.filter(({ kind }) => kind === "cybercrime_strategy").map(({ id }) => id)).toEqual([
      "alb-strategy-2021-2",
      "srb-strategy-2019-1",
    ]);
  });
});

describe("reporting mechanisms", () => {
  it("are 178 in 80 countries, each with its users, its crimes and its language", () => {
    const known = seed.profiles.map(({ slug }) =>
      records<{ forWhom: string[]; accepts: string[]; languages: string[] }>(slug, "reporting"),
    );
    const all = known.flat();
    expect([all.length, known.filter((one) => one.length > 0).length]).toEqual([178, 80]);
    const isWhole = (one: (typeof all)[number]) =>
      [one.forWhom, one.accepts, one.languages].every((list) => list.length > 0);
    expect(all.filter((one) => !isWhole(one))).toEqual([]);
  });

  it("say whether they were seen in a source", () => {
    const french = records<{ id: string; confidence: string }>("france", "reporting");
    const sure = (id: string) => french.find((one) => one.id === id)?.confidence;
    expect([sure("fra-pharos"), sure("fra-17cyber")]).toEqual(["likely", "unverified"]);
  });
});

describe("authorities", () => {
  interface Named {
    id: string;
    name: string;
    confidence: string;
    functions: {
      articles: string[];
      stage: string;
      urgency: string;
      territory: string | null;
      confidence: string;
    }[];
  }
  const named = (slug: string) => records<Named>(slug, "authorities");
  const functionsOf = (slug: string, article: RegExp) =>
    named(slug).flatMap(({ name, functions }) =>
      functions.flatMap((one) =>
        one.articles.some((found) => article.test(found)) ? [[name, one.stage, one.territory]] : [],
      ),
    );

  it("are 131 in 60 countries, with 198 functions; 73 of them are unverified", () => {
    const known = seed.profiles.map(({ slug }) => named(slug));
    const functions = known.flat().flatMap((one) => one.functions);
    expect([known.flat().length, known.filter((one) => one.length > 0).length]).toEqual([131, 60]);
    const unverified = functions.filter(({ confidence }) => confidence === "unverified");
    expect([functions.length, unverified.length]).toEqual([198, 73]);
  });

  it("keep what a State split: by stage of proceedings, or by territory", () => {
    expect(
      functionsOf("hungary", /^185-27/)
        .map(([, stage]) => stage)
        .sort(),
    ).toEqual(expect.arrayContaining(["before_proceedings"]));
    expect(new Set(functionsOf("romania", /^185-27/).map(([, stage]) => stage))).toEqual(
      new Set(["investigation", "trial"]),
    );
    expect(
      functionsOf("united-kingdom", /^185-(24|27)/).some(([, , territory]) => territory === "Scotland"),
    ).toBe(true);
    expect(new Set(functionsOf("bosnia-and-herzegovina", /^185-(24|27|35)/).map(([name]) => name)).size).toBe(
      1,
    );
  });
});

describe("rules of cooperation", () => {
  interface Rule {
    id: string;
    confidence: string;
    sources: string[];
    languages: string[];
    initialDays: number | null;
  }
  const rules = (slug: string) => records<Rule>(slug, "cooperation-rules");

  it("are 71 of 48 countries; those that nothing supports, 64, are unverified and cite nothing", () => {
    const known = seed.profiles.map(({ slug }) => rules(slug));
    expect([known.flat().length, known.filter((one) => one.length > 0).length]).toEqual([71, 48]);
    const unverified = known.flat().filter(({ confidence }) => confidence === "unverified");
    expect(unverified).toHaveLength(64);
    expect(unverified.filter(({ sources }) => sources.length > 0)).toEqual([]);
  });

  it("say in which languages Romania takes requests, and how long data stay preserved there", () => {
    expect(rules("romania").find(({ id }) => id === "rou-requests")?.languages).toEqual(["ro", "en", "fr"]);
    expect(rules("romania").find(({ id }) => id === "rou-preservation")?.initialDays).toBe(60);
  });
});

describe("prose", () => {
  it("is in 14 profiles, under keys of prose sections, in the order of the page", () => {
    const withProse = seed.profiles.filter((profile) =>
      profile.sections.some((s) => s.key === "state-of-play"),
    );
    expect(withProse).toHaveLength(14);
    expect(profileOf("senegal")?.sections.map((section) => section.key)).toEqual([
      "sources",
      "treaty-status",
      "legislation",
      "state-of-play",
      "laws",
      "substantive-law",
      "procedural-law",
      "safeguards",
      "reporting",
      "international-cooperation",
    ]);
  });
});

describe("parts in projects", () => {
  const partsOf = (iso3: string) =>
    seed.facts.filter((fact) => fact.iso3 === iso3).map((fact) => `${fact.project} ${fact.part}`);

  it("tell participants, contributors and places of activities apart", () => {
    expect(partsOf("SEN")).toEqual(["glacy participating", "glacy-plus activity"]);
    expect(partsOf("JPN")).toEqual(["cybercrime-octopus funder"]);
    expect(partsOf("UKR")).toEqual(["cybercrime-eap-ii participating", "cybercrime-eap-iii participating"]);
    expect(seed.projects).toHaveLength(6);
  });

  it("date a part in activities by those activities", () => {
    const senegal = seed.facts.find((fact) => fact.iso3 === "SEN" && fact.part === "activity");
    expect(senegal).toMatchObject({ startMonth: "2017-01", endMonth: "2017-03", confidence: "likely" });
  });

  it("are one fact per country, project and part", () => {
    const keys = seed.facts.map((fact) => `${fact.iso3} ${fact.project} ${fact.part}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("sources", () => {
  it("have a publisher and a language each", () => {
    for (const { record } of sources.values()) {
      expect(record.publisher).not.toBeNull();
      expect(record.lang).toMatch(/^[a-z]{2}$/);
    }
  });
});

describe("articles", () => {
  it("are the 89 of the three treaties", () => {
    expect(seed.articles).toHaveLength(89);
    expect(seed.articles[1]).toMatchObject({ id: "185-2", title: "Illegal access" });
  });
});

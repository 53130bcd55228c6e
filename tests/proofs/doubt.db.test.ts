import { beforeAll, describe, expect, it } from "vitest";
import { STATES_AS_OF } from "@/lib/convention/model";
import type { Actor } from "@/lib/core/actor";
import { LOCALES } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";
import { useDatabase } from "@/tests/support/database";
import { wordsOf } from "@/tests/support/documents";
import { useFileDoor } from "@/tests/support/file-door";
import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, saveAccepted } from "@/tests/support/sections";
import { knock, listDoors, type Place } from "./doors";

/*
 * Looks for a provision and a treaty status that no source supports behind every door that answers GET, or that draws
 * what a form sends and stores nothing. Wherever one appears, its mark must be beside it (decision 35). Every door that
 * shows the provision must be on one of the two lists below, or this fails. Word and PDF files are read by their text.
 */
useDatabase({ keep: true });
const { ask } = useFileDoor();
process.env.RATE_LIMITS = "off";

const LONG = 600_000;
/** The unverified provision, in a law that is confirmed: the mark of the law does not cover it. */
const LOCATOR = "s. 4711";
const MARK = /unverified/i;

/** Doors that show the provision: each with its mark. */
const SHOWS = [
  "app/[locale]/compare/comparison.csv/route.ts",
  "app/[locale]/compare/comparison.docx/route.ts",
  "app/[locale]/compare/comparison.json/route.ts",
  "app/[locale]/compare/dual-criminality/route.tsx",
  "app/[locale]/compare/route.tsx",
  "app/[locale]/convention/[instrument]/[article]/answers.csv/route.ts",
  "app/[locale]/convention/[instrument]/[article]/answers.json/route.ts",
  "app/[locale]/convention/[instrument]/[article]/route.tsx",
  "app/[locale]/convention/drafting-list/entries/route.ts",
  "app/[locale]/convention/drafting-list/list.docx/route.ts",
  "app/[locale]/countries/[slug]/cite/[section]/route.tsx",
  "app/[locale]/countries/[slug]/export.json/route.ts",
  "app/[locale]/countries/[slug]/legal/gaps.csv/route.ts",
  "app/[locale]/countries/[slug]/legal/gaps.docx/route.ts",
  "app/[locale]/countries/[slug]/legal/gaps.json/route.ts",
  "app/[locale]/countries/[slug]/legal/gaps/route.tsx",
  "app/[locale]/countries/[slug]/legal/route.tsx",
  "app/[locale]/countries/[slug]/revisions/[number]/route.tsx",
  "app/[locale]/countries/[slug]/route.tsx",
  "app/[locale]/law/[slug]/[answer]/route.tsx",
  "app/[locale]/search/route.tsx",
  "app/api/v1/countries/[slug]/sections/[section]/route.ts",
  "app/api/v1/countries/[slug]/sections/route.ts",
  "app/api/v1/provisions/route.ts",
  "app/api/v1/sections/route.ts",
  "app/api/v1/suggestions/route.ts",
];

/** Doors that show the provision without its mark, with the reason. */
const EXEMPT: Readonly<Record<string, string>> = {
  "app/[locale]/countries/[slug]/diff/route.tsx": "compares texts field by field, the confidence among them",
  "app/[locale]/countries/[slug]/history/route.tsx": "lists what was changed, each field with its value",
  "app/[locale]/countries/[slug]/blame/[section]/route.tsx": "says who wrote what, each field with its value",
  "app/[locale]/countries/[slug]/edit/[section]/route.tsx": "has the confidence as a field of the form",
};

const ASKED: Readonly<Record<string, string>> = {
  "app/[locale]/compare/comparison.csv/route.ts": "?countries=RS,SN&articles=2",
  "app/[locale]/compare/comparison.docx/route.ts": "?countries=RS,SN&articles=2",
  "app/[locale]/compare/comparison.json/route.ts": "?countries=RS,SN&articles=2",
  "app/[locale]/compare/route.tsx": "?countries=RS,SN&articles=2",
  "app/[locale]/compare/dual-criminality/route.tsx": "?article=2&first=RS&second=SN",
  "app/[locale]/countries/[slug]/cite/[section]/route.tsx": "?record=rs-4711",
  "app/[locale]/countries/[slug]/diff/route.tsx": "?from=0&to=2",
  "app/[locale]/search/route.tsx": "?q=4711",
  "app/api/v1/suggestions/route.ts": "?q=4711&lang=en",
};
const PLACE: Place = {
  slug: "serbia",
  section: "laws",
  number: "2",
  instrument: "185",
  article: "2",
  answer: "2@2",
};

/** The parts of a door's own address alone: those of the API refuse what they do not know. */
const placeOf = (file: string): Place => {
  // The page of a country's gaps shows the provisions of other countries.
  const place = file.includes("/legal/gaps") ? { ...PLACE, slug: "senegal" } : PLACE;
  return Object.fromEntries(Object.entries(place).filter(([name]) => file.includes(`[${name}]`)));
};

const doors = (await listDoors()).filter(
  ({ method, kind, file }) => (method === "GET" || kind === "posted") && !file.includes("[...nextauth]"),
);
/** What is sent to a door that draws a form: the provision as a key of a drafting list. */
const POSTED = {
  body: new URLSearchParams([
    ["items[]", "serbia/2@2/rs-4711"],
    ["notes[]", ""],
  ]).toString(),
  headers: { "content-type": "application/x-www-form-urlencoded" },
};
const doorOf = (file: string) => {
  const door = doors.find((one) => one.file === file);
  if (!door) throw new Error(`there is no ${file}`);
  return door;
};

let editor: Actor;

beforeAll(async () => {
  editor = await makeActor("trusted");
  await makeProfile({ slug: "serbia", iso2: "RS", nameEn: "Serbia", nameFr: "Serbie", nameAr: "صربيا" });
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
  const write = (section: SectionKey, record: object) =>
    saveAccepted(editor, { slug: "serbia", section, content: records(record) });
  const day = (value: string) => ({ value, precision: "day", confidence: "unverified" });
  await write("treaty-status", {
    id: "treaty-185",
    treaty: "185",
    how: "ratification",
    consentOn: day("2009-04-14"),
    inForceOn: day("2009-08-01"),
    sourceState: "none_found",
    confidence: "unverified",
    asOf: "2026-02-05",
  });
  await write(
    "laws",
    law("rs-code", {
      title: "Criminal Code",
      confidence: "confirmed",
      provisions: [
        { id: "rs-4711", locator: LOCATOR, articles: ["185-2"], confidence: "unverified" },
        { id: "rs-4712", locator: "s. 4712", articles: ["185-3"], confidence: "confirmed" },
      ],
    }),
  );
}, LONG);

/** The blocks of a page that contain the provision without its mark. */
function unmarkedBlocks(html: string): string[] {
  // A heading bears its mark in the paragraph right below it.
  const body = html
    .replaceAll(/<(script|template|style)\b.*?<\/\1>/gs, "")
    .replaceAll(/<\/h[1-6]>\s*<p\b[^>]*>/g, " ");
  const blocks = body.split(
    /<\/?(?:tr|li|section|h[1-6]|p|dt|dd|option|caption|div|table|pre|title)\b[^>]*>/,
  );
  const said = blocks.map((block) => block.replaceAll(/<[^>]*>/g, ""));
  return said.filter((text) => text.includes(LOCATOR) && !MARK.test(text));
}

/** The objects of data that name the provision, and neither they nor a text of them say how sure it is. */
function unmarkedObjects(data: unknown): string[] {
  if (Array.isArray(data)) return data.flatMap(unmarkedObjects);
  if (data === null || typeof data !== "object") return [];
  const entries = Object.entries(data);
  const own = entries.flatMap(([, value]) =>
    typeof value === "string" && value.includes(LOCATOR) ? [value] : [],
  );
  const isMarked = entries.some(([key, value]) => /confidence/i.test(key) && value === "unverified");
  const within = entries.flatMap(([, value]) => unmarkedObjects(value));
  return [
    ...(isMarked ? [] : own.filter((text) => !MARK.test(JSON.stringify(data)) && text !== "")),
    ...within,
  ];
}

/** Most characters between a fact and its mark in a file: source marks and line breaks can come between. */
const NEAR = 60;

/** The mark in front of a citation: "Unverified: s. 1, Criminal Code". */
const BEFORE = /unverified\s*:\s*$/i;

/** Each place in the text of a file where a fact is named without a mark in front or behind. */
function unmarkedPlaces(text: string, fact: string): string[] {
  const parts = text.split(fact);
  return parts.slice(1).flatMap((rest, n) => {
    const isMarked = MARK.test(rest.slice(0, NEAR)) || BEFORE.test(parts[n] ?? "");
    return isMarked ? [] : [fact + rest.slice(0, NEAR)];
  });
}

/** The text in which facts are sought: that of a Word or PDF file, else the body without the marks of what was found. */
async function readable(type: string, body: string, bytes: Buffer): Promise<string> {
  if (type.includes("wordprocessingml")) return wordsOf("docx", bytes);
  if (type.includes("pdf")) return wordsOf("pdf", bytes);
  return body.replaceAll(/<\/?mark>/g, "");
}

function unmarked(type: string, body: string): string[] {
  if (/wordprocessingml|pdf/.test(type)) return unmarkedPlaces(body, LOCATOR);
  if (type.includes("json")) return unmarkedObjects(JSON.parse(body));
  if (type.includes("html")) return unmarkedBlocks(body);
  return body.split("\n").filter((line) => line.includes(LOCATOR) && !MARK.test(line));
}

describe("an unverified provision", () => {
  it(
    "is marked on every page and in every file that shows it, and all of them are known",
    async () => {
      const found: string[] = [];
      const bare: string[] = [];
      for (const door of doors) {
        const search = ASKED[door.file] ?? "";
        const sent = door.method === "GET" ? {} : POSTED;
        const answer = await knock(door, { as: null, place: placeOf(door.file), search, ...sent });
        const type = answer.headers.get("content-type") ?? "";
        if (answer.status !== 200) continue;
        const text = await readable(type, answer.body, answer.bytes);
        if (!text.includes(LOCATOR)) continue;
        found.push(door.file);
        if (EXEMPT[door.file]) continue;
        const isFile = /wordprocessingml|pdf/.test(type);
        for (const block of unmarked(type, isFile ? text : answer.body))
          bare.push(`${door.file}: ${block.trim().slice(0, 120)}`);
      }
      expect(bare).toEqual([]);
      const public_ = found.filter((file) => !EXEMPT[file]).sort();
      expect(public_).toEqual([...SHOWS].sort());
    },
    LONG,
  );

  it("fails the search where its mark is missing", () => {
    expect(unmarkedBlocks(`<tr><th>${LOCATOR}</th><td>x</td></tr><p>Unverified</p>`)).toHaveLength(1);
    expect(unmarkedBlocks(`<tr><th>${LOCATOR} <span>Unverified</span></th></tr>`)).toEqual([]);
    expect(unmarkedPlaces(`x ${LOCATOR} Art. 2 ${"y".repeat(NEAR)} (Unverified)`, LOCATOR)).toHaveLength(1);
    expect(unmarkedPlaces(`x ${LOCATOR} [1] (Unverified) Art. 2`, LOCATOR)).toEqual([]);
    expect(unmarkedPlaces(`Unverified: ${LOCATOR}, Code`, LOCATOR)).toEqual([]);
    expect(unmarkedPlaces(`Unverified: x ${LOCATOR}, Code`, LOCATOR)).toHaveLength(1);
    expect(unmarkedObjects([{ locator: LOCATOR }])).toEqual([LOCATOR]);
    expect(unmarkedObjects([{ locator: LOCATOR, confidence: "unverified" }])).toEqual([]);
  });
});

describe("the documents of a profile", () => {
  const en = translator("en");
  const textOf = async (format: "pdf" | "docx", form: "full" | "brief", locale = "") => {
    const { status, bytes } = await ask(`${locale}/countries/serbia/export.${format}?form=${form}`);
    expect(status).toBe(200);
    return wordsOf(format, bytes);
  };

  it.each(["pdf", "docx"] as const)(
    "have the mark beside an unverified provision and treaty status, as %s",
    async (format) => {
      const full = await textOf(format, "full");
      expect(full).toContain(LOCATOR);
      expect(unmarkedPlaces(full, LOCATOR)).toEqual([]);
      const brief = await textOf(format, "brief");
      for (const text of [full, brief]) {
        const standing = /Budapest Convention\s*(Party.*)/.exec(text)?.[1] ?? "";
        expect(standing.slice(0, NEAR)).toMatch(MARK);
        expect(text).toContain(`${en("profiles.lead.generated")} ${en("profiles.lead.doubt.some")}`);
      }
    },
    LONG,
  );

  it.each(["fr", "ar"] as const)(
    "say of a generated lead how much of it is unverified, in %s",
    async (locale) => {
      const t = translator(locale);
      const said = `${t("profiles.lead.generated")} ${t("profiles.lead.doubt.some")}`;
      expect(await textOf("docx", "brief", `/${locale}`)).toContain(said);
    },
    LONG,
  );
});

describe("an unverified treaty status", () => {
  it.each(LOCALES)(
    "is marked on the home page, the map and in the list of countries in %s",
    async (locale) => {
      const t = translator(locale);
      const place = { locale };
      const home = await knock(doorOf("app/[locale]/route.tsx"), { as: null, place });
      expect(home.body).toContain(t("doubt.figures", { count: 1 }));
      const { body } = await knock(doorOf("app/[locale]/countries/route.tsx"), { as: null, place });
      const party = t("profiles.status.party");
      const country = { en: "Serbia", fr: "Serbie", ar: "صربيا" }[locale];
      const status = t("doubt.marked", { text: party, mark: t("doubt.mark.unverified") });
      expect(body).toContain(`<title>${t("profiles.map.label", { country, status })}</title>`);
      const row = body.split("<tr>").find((one) => one.includes(`>${country}</a>`) && one.includes(party));
      expect(row).toContain(t("revisions.options.confidence.unverified"));
      expect(body).toContain(t("doubt.legend.brief"));
    },
  );

  it("is marked in key facts, articles and comparisons", async () => {
    const at = (file: string, search = "") =>
      knock(doorOf(file), { as: null, place: { ...PLACE, locale: "en" }, search });
    const profile = await at("app/[locale]/countries/[slug]/route.tsx");
    const summary = /<aside class="key-facts".*?<summary>(.*?)<\/summary>/s.exec(profile.body)?.[1];
    expect(summary).toContain("(unverified)");
    const article = await at("app/[locale]/convention/[instrument]/[article]/route.tsx");
    const row = article.body.split("<tr>").find((one) => one.includes(">Serbia</a>"));
    expect(row?.split("<td")[1]).toMatch(MARK);
    const compared = await at("app/[locale]/compare/route.tsx", "?countries=RS,SN&articles=2");
    const head = compared.body.split("<th ").find((one) => one.includes(">Serbia</a>"));
    expect(head).toMatch(MARK);
  });
});

describe("facts without records of their own", () => {
  const at = (file: string, locale: "en" | "fr" | "ar") =>
    knock(doorOf(file), { as: null, place: { ...PLACE, locale } });

  it.each(LOCALES)("are marked in the citation of an article in %s", async (locale) => {
    const { body } = await at("app/[locale]/convention/[instrument]/[article]/route.tsx", locale);
    const cite = /<details class="cite".*?<\/details>/s.exec(body)?.[0] ?? "";
    // Once as text, once in BibTeX, once in CSL.
    expect(cite.split(translator(locale)("doubt.cited.unverified"))).toHaveLength(4);
  });

  it.each(LOCALES)("have their day and their mark in the key facts in %s", async (locale) => {
    const t = translator(locale);
    const { body } = await at("app/[locale]/countries/[slug]/route.tsx", locale);
    const facts = /<aside class="key-facts".*?<\/aside>/s.exec(body)?.[0] ?? "";
    const box = facts.split('id="key-country"')[1] ?? "";
    const languages = box.split(t("profiles.page.languagesLabel", { count: 1 }))[1]?.split("<dt>")[0];
    expect(languages).toContain(t("revisions.options.confidence.unverified"));
    expect(box.split(t("profiles.page.un"))[1]?.split("<dt>")[0]).toContain(
      t("revisions.options.confidence.likely"),
    );
    expect(box).toContain('dateTime="2026-02-05"');
    const protocol = facts.split(t("profiles.treaty.189"))[1]?.split(t("profiles.treaty.224"))[0];
    expect(protocol).toContain(t("profiles.status.none"));
    // The day of the list of States from which the data of this treaty comes.
    expect(protocol).toContain(`dateTime="${STATES_AS_OF["189"]}"`);
  });
});

import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { searchMiss, searchWord } from "@/db/schema/search";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { entry, find, put, titles } from "@/tests/support/search";
import { updateEntries } from "./entries";
import { addSynonyms, applySearchRetention, suggest } from "./index";

useDatabase();

const textOf = (pieces: readonly { text: string; isMark: boolean }[]) =>
  pieces.map(({ text, isMark }) => (isMark ? `[${text}]` : text)).join("");

describe("searching for words", () => {
  it.each([
    ["preserved", "en", "Expedited preservation of data"],
    ["PRESERVATION", "en", "expedited preservation"],
    ["requete", "fr", "Les requêtes d’entraide"],
    ["entraide", "fr", "L’entraide judiciaire"],
    ["Strafprozessordnung", "de", "Die Strafprozeßordnung"],
    ["muller", "de", "Bericht von Jürgen Müller"],
    ["cybercrime", "en", "A strategy on cyber-crime"],
    ["cyber crime", "en", "A strategy on cyber-crime"],
    ["file_name.txt", "en", "The file file_name.txt was found"],
    ["الادله", "ar", "الأدلة الإلكترونية أمام المحكمة"],
    ["بيانات", "ar", "حفظ البيانات على وجه السرعة"],
    ["مُحَقِّق", "ar", "يطلب المحقق الصور"],
    ["доказательства", "ru", "Сбор доказательств"],
    ["中文", "zh", "平台支持中文吗"],
    ["計算機", "ja", "不正な計算機アクセス"],
    ["증거", "ko", "전자증거를 수집한다"],
    ["ข้อมูล", "th", "การเก็บรักษาข้อมูลคอมพิวเตอร์"],
    ["ភស្តុតាង", "km", "ការប្រមូលភស្តុតាងអេឡិចត្រូនិច"],
    ["ማስረጃ", "am", "የኤሌክትሮኒክ ማስረጃ ጥበቃ"],
    ["साक्ष्य", "hi", "इलेक्ट्रॉनिक साक्ष्य"],
  ])("finds %s in %s: %s", async (asked, language, text) => {
    await put([
      entry("Found", text, { language }),
      entry("Other", "Nothing of the sort", { language: "en" }),
    ]);
    const { hits } = await find(asked);
    expect(hits.map(({ title }) => textOf(title))).toEqual(["Found"]);
    expect(hits[0]?.snippet.some(({ isMark }) => isMark)).toBe(true);
  });

  it.each([
    ["budapest convension", "The Budapest Convention"],
    ["Konvencija", "Text of the Convention"],
    ["конвенция", "Text of the Convention"],
    ["preservatoin", "Preservation of data"],
    ["ransomwear", "Ransomware in a hospital"],
  ])("%s: corrected, finds: %s", async (asked, title) => {
    await put([entry(title), entry("Something else altogether")]);
    const result = await find(asked);
    expect(result.hits.map((hit) => textOf(hit.title).replaceAll(/[[\]]/g, ""))).toEqual([title]);
    expect(result.corrections).toHaveLength(1);
    expect((await find(asked, { exact: "1" })).total).toBe(0);
  });

  it.each(["budapest convension", "Konvencija Budapest", "Будапештска конвенција", "budapestská konvence"])(
    "%s: finds the page of the Convention, in other spellings",
    async (asked) => {
      await put([entry("The Budapest Convention"), entry("A convention on weddings in Bucharest")]);
      const { hits } = await find(asked);
      expect(hits[0]?.href).toContain("/blog/The%20Budapest%20Convention");
    },
  );

  it.each([
    ["ភស្តុតាង", "km", "ការប្រមូលភស្តុតាងអេឡិចត្រូនិច", "ការស្រាវជ្រាវបទល្មើស"],
    ["ማስረጃ", "am", "የኤሌክትሮኒክ ማስረጃ ጥበቃ", "የወንጀል ምርመራ"],
  ])("ranks %s in a title before the same in a text (%s)", async (asked, language, title, other) => {
    await put([entry(other, `${other} ${title}`, { language }), entry(title, other, { language })]);
    const { hits } = await find(asked);
    expect(hits.map((hit) => textOf(hit.title).replaceAll(/[[\]]/g, ""))).toEqual([title, other]);
  });

  it("links to the passage in a page of 250,000 characters, by anchor and words", async () => {
    const block = (n: number) =>
      `Paragraph ${n} says what every other one says of the law, at the length that such texts have. `.repeat(
        5,
      );
    const passages = Array.from({ length: 540 }, (_, n) => ({
      text: n === 433 ? `${block(n)}Here the quagga of the zebras is seized. ${block(n)}` : block(n),
      anchor: `h-${n}`,
    }));
    expect(passages.reduce((sum, { text }) => sum + text.length, 0)).toBeGreaterThan(250_000);
    const long = entry("A long page", "", { passages });
    await put([long, entry("Another", "zebras without stripes")]);
    const { hits, total } = await find("quagga zebras");
    expect(total).toBe(1);
    // Browsers without text fragments go to the block, others highlight the words.
    expect(hits[0]?.href).toMatch(/^\/blog\/A%20long%20page#h-433:~:text=quagga%20of%20the%20zebras/);
    expect(hits[0]?.snippet.filter(({ isMark }) => isMark).map(({ text }) => text)).toEqual([
      "quagga",
      "zebras",
    ]);
  });

  it("requires all words; only if nothing has all, some are enough, more ranking higher", async () => {
    await put([
      entry("A", "seizure of servers abroad"),
      entry("B", "seizure of telephones"),
      entry("C", "servers of a university"),
    ]);
    expect(await titles("seizure servers")).toEqual(["A"]);
    const some = await find("seizure servers telephones");
    expect(some.isPartial).toBe(true);
    expect(some.hits).toHaveLength(3);
    expect(textOf(some.hits.at(-1)?.title ?? [])).toBe("C");
  });

  it("supports phrases and exclusions", async () => {
    await put([entry("Together", "stored computer data"), entry("Apart", "data of a computer, stored")]);
    expect(await titles('"stored computer data"')).toEqual(["Together"]);
    expect(await titles("« stored computer »")).toEqual(["Together"]);
    expect(await titles("computer -apart")).toEqual(["Together"]);
    expect(await titles("-computer")).toEqual([]);
  });

  it.each([
    "'",
    "\\",
    "a & b | !c",
    "(((",
    ":*",
    "<->",
    "%_%",
    "\u0000x",
    "�",
    '"',
    "-",
    "§",
    "😀",
    "=t:data",
    "#art:5",
  ])("handles %j like any other query", async (asked) => {
    await put([entry("Stored data")]);
    await expect(find(asked)).resolves.toMatchObject({ page: 1 });
  });
});

/** A typed word, and a similar indexed word that is a different one. */
const NEVER_REPLACED = [
  ["Théo", "tech"],
  ["Theo", "tech"],
  ["Jean", "iran"],
  ["Ivan", "iran"],
  ["Olivier", "bolivie"],
  ["olivier", "bolivie"],
  ["Smith", "sait"],
  ["Kofi", "copy"],
  ["Chen", "cets"],
  ["Nora", "nord"],
  ["Þór", "took"],
  ["Ahmed", "armed"],
  ["Europol", "europa"],
  ["europol", "europa"],
  ["GCHQ", "gets"],
  ["gchq", "gets"],
  ["CCIPS", "cypr"],
  ["ANSSI", "ainsi"],
  ["Tracfin", "traffic"],
  ["phishing", "fitting"],
  ["phishing", "fishing"],
  ["sextortion", "sector"],
  ["sextortion", "extortion"],
  ["swatting", "setting"],
  ["deepfake", "deplacer"],
] as const;

describe("spelling corrections", () => {
  it("never offer a stop word for a name", async () => {
    await put([entry("The data of the court", "the les dans theft")]);
    for (const name of ["Théo", "Leas", "Dano"]) {
      const { corrections } = await find(name);
      expect(corrections.filter(({ to }) => ["the", "les", "dans"].includes(to))).toEqual([]);
    }
  });

  it.each(NEVER_REPLACED)("do not replace %s: %s is another word", async (typed, other) => {
    await put([entry("A text", `${other} evidence`, { language: "" })]);
    const alone = await find(typed);
    expect([alone.total, alone.corrections]).toEqual([0, []]);
    // Other words of the query are still found, marked as partial.
    const { corrections, isPartial, total } = await find(`evidence ${typed}`);
    expect([corrections, isPartial, total]).toEqual([[], true, 1]);
  });

  it.each([
    ["Senegel", "Senegal"],
    ["ransmwaer", "ransomware"],
    ["procedrue", "procedure"],
    ["ahmed", "armed"],
  ])("are offered for %s, or applied at once: %s", async (typed, meant) => {
    await put([entry("A text", `${meant} evidence`, { language: "" })]);
    const { didYouMean, corrections } = await find(typed);
    expect([didYouMean, ...corrections.map(({ to }) => to)].map((word) => word?.toLowerCase())).toContain(
      meant.toLowerCase(),
    );
  });

  it("prefer the most similar word to more frequent ones", async () => {
    await put([
      entry("In English", "cybercrime"),
      ...Array.from({ length: 5 }, (_, n) => entry(`En español ${n}`, "cibercrime", { language: "es" })),
    ]);
    expect((await find("cybercime")).corrections).toEqual([{ from: "cybercime", to: "cybercrime" }]);
  });

  it("prefer the reader's language among equally similar words, then frequency", async () => {
    await put([
      entry("In English", "a zorblat of courts"),
      entry("En español", "un zorblet", { language: "es", key: "es1" }),
      entry("En español", "el zorblet", { language: "es", key: "es2" }),
    ]);
    const corrected = async (locale: "en" | "ar") =>
      (await find("zorblit", {}, { locale })).corrections.map(({ to }) => to);
    expect([await corrected("en"), await corrected("ar")]).toEqual([["zorblat"], ["zorblet"]]);
  });
});

describe("name without results", () => {
  it.each([
    ["Lucy", "Sainte-Lucie", "fr"],
    ["José", "Jos van Dijk", "nl"],
  ])("%s: is not found by a stem it shares with %s", async (typed, other, language) => {
    await put([entry(other, "", { language })]);
    expect(await titles(typed)).toEqual([]);
  });

  it.each([
    ["Lucy", "Lucy Jones"],
    ["Laws", "The law of evidence"],
    ["Parties", "A party to the treaty"],
    ["Will", "Will Smith"],
  ])("%s: finds only entries with that name: %s", async (typed, title) => {
    await put([entry(title, "", { language: typed === "Will" ? "" : "en" }), entry("Other", "it is so")]);
    expect(await titles(typed)).toEqual([title]);
  });
});

describe("bare locator", () => {
  const law = (title: string, language = "fr") =>
    entry(title, "", { kind: "law", language, identifiers: [title] });

  it.each(["٤٣١-٨", "۴۳۱-۸", "४३१-८", "４３１－８", "431‑8", "431-8"])(
    "%s: is article 431-8",
    async (typed) => {
      await put([law("Art. 431-8"), law("Art. 323-1")]);
      expect(await titles(typed, {}, { locale: "ar" })).toEqual(["Art. 431-8"]);
    },
  );

  it.each(["18(1)(b)", "١٨(١)(b)", "Article 18(1)(b)"])("%s: is in Article 18", async (typed) => {
    await put([
      entry("Article 18, Budapest Convention", "", { kind: "article", identifiers: ["Article 18 BC"] }),
      entry("Article 19, Budapest Convention", "", { kind: "article", identifiers: ["Article 19 BC"] }),
    ]);
    expect(await titles(typed)).toEqual(["Article 18, Budapest Convention"]);
  });
});

describe("searching for a name", () => {
  it("does not match texts by a stem that is a stop word in another language", async () => {
    await put([entry("The data of the court", "the les dans theft"), entry("Théo Durand", "", { key: "t" })]);
    const { hits, total } = await find("Théo");
    expect([hits[0]?.title.map(({ text }) => text).join(""), total]).toEqual(["Théo Durand", 1]);
  });
});

describe("a material and its files", () => {
  it("are one result, counted once, found by each kind and language", async () => {
    await put([entry("Guide", "electronic evidence", { kind: "material", key: "m" })], "material:one");
    await put(
      [
        entry("guide.pdf", "electronic evidence in court", { kind: "file", key: "a" }),
        entry("guide.docx", "electronic evidence in court", { kind: "file", key: "b" }),
        entry("guide-fr.pdf", "electronic evidence", { kind: "file", key: "c", language: "fr" }),
      ],
      "material-files:one",
    );
    const found = await find("electronic evidence");
    expect([found.hits.length, found.total]).toEqual([1, 1]);
    expect([...found.facets.type]).toEqual(
      expect.arrayContaining([
        ["file", 1],
        ["material", 1],
      ]),
    );
    const filters: Record<string, string>[] = [
      { type: "file" },
      { type: "material" },
      { lang: "fr" },
      { lang: "en" },
    ];
    for (const filter of filters) {
      const narrowed = await find("electronic evidence", filter);
      expect([narrowed.hits.length, narrowed.total]).toEqual([1, 1]);
    }
  });
});

describe("ranking", () => {
  it("puts an exact title before mentions", async () => {
    await put([
      entry(
        "Long title with Computer Misuse Act in the middle of many words",
        "Computer Misuse Act ".repeat(20),
      ),
      entry("Computer Misuse Act 1990", "", { kind: "law" }),
    ]);
    expect((await titles("computer misuse act"))[0]).toBe("Computer Misuse Act 1990");
  });

  it("prefers the reader's language among equals", async () => {
    await put([
      entry("Ransomware", "", { key: "en", language: "en" }),
      entry("Ransomware", "", { key: "fr", language: "fr" }),
    ]);
    const first = async (locale: "en" | "fr") =>
      (await find("ransomware", {}, { locale })).hits[0]?.titleLanguage;
    expect([await first("en"), await first("fr")]).toEqual(["en", "fr"]);
  });

  it("lists a thing once: a source with all its countries, a long text by its best part", async () => {
    const source = (iso2: string) =>
      entry("Chart of signatures", "Treaty Office", {
        key: "chart",
        kind: "source",
        countries: [iso2],
        path: `/countries/${iso2}`,
      });
    await put([source("RO")], "section:a");
    await put([source("SN")], "section:b");
    const long = Array.from({ length: 60 }, (_, n) => ({
      text: `Paragraph ${n} about evidence. ${"word ".repeat(100)}`,
      anchor: `p${n}`,
    }));
    long[41] = { text: `The chart of evidence is here. ${"word ".repeat(100)}`, anchor: "p41" };
    await put([entry("A long text", "", { passages: long })], "post:long");
    const charts = await find("chart");
    expect(charts.total).toBe(2);
    expect(charts.hits.map(({ countries }) => [...countries].sort())).toEqual([["RO", "SN"], []]);
    expect(charts.facets.country.get("SN")).toBe(1);
    const [hit] = (await find("chart evidence")).hits;
    expect(hit?.href).toContain("#p41:~:text=chart");
    expect(textOf(hit?.snippet ?? [])).toContain("[chart] of [evidence]");
  });
});

const LAWS = [
  entry("§ 202c, Criminal Code", "Preparing data espionage", { kind: "law", identifiers: ["§ 202c"] }),
  entry("18 U.S.C. § 1030", "Fraud", { kind: "law", identifiers: ["18 U.S.C. § 1030"] }),
  entry("Art. 29, Code", "A national article", { kind: "law", identifiers: ["Art. 29"] }),
  entry("Directive on attacks", "The Directive", { identifiers: ["2013/40/EU"] }),
  entry("Law 161/2003", "Title III", { kind: "law", identifiers: ["161/2003"] }),
  entry("Loi n° 2008-11", "", { kind: "law", language: "fr", identifiers: ["2008-11"] }),
  entry(
    "Notes",
    "§ 202c and 18 USC 1030 and Art. 29 and Directive 2013/40/EU and 161/2003 and 2008-11. ".repeat(5),
  ),
];

describe("searching for identifiers", () => {
  it.each([
    ["§ 202c", "§ 202c, Criminal Code"],
    ["section 202c", "§ 202c, Criminal Code"],
    ["18 U.S.C. 1030", "18 U.S.C. § 1030"],
    ["18 usc 1030", "18 U.S.C. § 1030"],
    ["Art. 29", "Art. 29, Code"],
    ["article 29", "Art. 29, Code"],
    ["المادة 29", "Art. 29, Code"],
    ["art 29", "Art. 29, Code"],
    ["2013/40/EU", "Directive on attacks"],
    ["2013/40", "Directive on attacks"],
    ["161/2003", "Law 161/2003"],
    ["2008-11", "Loi n° 2008-11"],
  ])("%s: finds the thing itself first, then mentions", async (asked, first) => {
    await put(LAWS);
    const found = await titles(asked);
    expect(found[0]).toBe(first);
    expect(found).toContain("Notes");
  });

  it("highlights them in the text", async () => {
    await put(LAWS);
    const { hits } = await find("2013/40/EU", { type: "post" });
    expect(textOf(hits.find(({ title }) => textOf(title) === "Notes")?.snippet ?? [])).toContain(
      "[2013/40/EU]",
    );
  });
});

describe("adjectives of countries", () => {
  const some = [
    entry("Code of procedure", "evidence", { context: [{ text: "Senegal", language: "" }] }),
    entry("Convention", "evidence of the American states"),
    entry("Handbook", "evidence in Ukraine"),
    entry("Report", "evidence in the Netherlands"),
  ];

  it("find things by the country's names, and say so", async () => {
    await put(some);
    expect(await titles("Senegalese evidence")).toEqual(["Code of procedure"]);
    expect((await find("senegalese evidence")).synonyms).toEqual(["Senegal"]);
    expect((await find("evidence sénégalaises", {}, { locale: "fr" })).synonyms).toEqual(["Sénégal"]);
    // Here the stem matches; a word without a common stem would find nothing.
    expect(await titles("Dutch evidence")).toEqual(["Report"]);
    expect(await titles("Dutch evidence", { exact: "1" })).toEqual([]);
  });

  it("do not stand for a country if they name a region", async () => {
    await put(some);
    expect((await find("latin american evidence")).synonyms).toEqual([]);
    expect(await titles("Ukrainian evidence")).toEqual(["Handbook"]);
  });
});

describe("filters", () => {
  const year = 366 * 86_400_000;
  const some = [
    entry("A", "evidence", { countries: ["RO"], topics: ["cloud"], at: new Date() }),
    entry("B", "evidence", {
      countries: ["RO", "FR"],
      topics: ["cloud", "forensics"],
      handling: "amber",
      language: "fr",
      at: new Date(Date.now() - 2 * year),
    }),
    entry("C", "evidence", {
      kind: "law",
      countries: ["FR"],
      verifiedOn: "2026-01-01",
      at: new Date(Date.now() - 20 * 86_400_000),
    }),
  ];

  it("count what each would leave, with the others applied", async () => {
    await put(some);
    const all = await find("evidence");
    expect(Object.fromEntries(all.facets.type)).toEqual({ post: 2, law: 1 });
    expect(Object.fromEntries(all.facets.country)).toEqual({ RO: 2, FR: 2 });
    expect(Object.fromEntries(all.facets.lang)).toEqual({ en: 2, fr: 1 });
    expect(Object.fromEntries(all.facets.date)).toEqual({ week: 1, month: 2, year: 2 });
    expect(all.facets.verified.get("1")).toBe(1);
    expect(Object.fromEntries(all.facets.topic)).toEqual({ cloud: 2, forensics: 1 });
    expect(Object.fromEntries(all.facets.tlp)).toEqual({ amber: 1 });
    const forensic = await find("evidence", { topic: "forensics" });
    expect(Object.fromEntries(forensic.facets.topic)).toEqual({ cloud: 2, forensics: 1 });
    expect(Object.fromEntries(forensic.facets.type)).toEqual({ post: 1 });
    const posts = await find("evidence", { type: "post" });
    expect([posts.total, posts.unfiltered]).toEqual([2, 3]);
    expect(Object.fromEntries(posts.facets.type)).toEqual({ post: 2, law: 1 });
    expect(Object.fromEntries(posts.facets.country)).toEqual({ RO: 2, FR: 1 });
  });

  it.each([
    [{ type: "law" }, ["C"]],
    [{ type: "law,post", country: "ro" }, ["A", "B"]],
    [{ lang: "fr" }, ["B"]],
    [{ date: "week" }, ["A"]],
    [{ date: "month" }, ["A", "C"]],
    [{ verified: "1" }, ["C"]],
    [{ topic: "cloud" }, ["A", "B"]],
    [{ topic: "forensics,training", lang: "fr" }, ["B"]],
    [{ topic: "no-such-topic" }, ["A", "B", "C"]],
    [{ tlp: "amber" }, ["B"]],
    [{ country: "FR", lang: "en" }, ["C"]],
    [{ sort: "new" }, ["A", "C", "B"]],
  ] as const)("%j leave %j", async (filters, expected) => {
    await put(some);
    const found = await titles("evidence", filters);
    expect("sort" in filters ? found : found.sort()).toEqual([...expected]);
  });

  it("show each thing once over all pages", async () => {
    await put(Array.from({ length: 36 }, (_, n) => entry(`Number ${n}`, "evidence")));
    const pages = [
      await titles("evidence"),
      await titles("evidence", { page: "2" }),
      await titles("evidence", { page: "3" }),
    ];
    expect(pages.map((page) => page.length)).toEqual([12, 12, 12]);
    expect(new Set(pages.flat()).size).toBe(36);
  });
});

describe("access to results", () => {
  const secrets = (["members", "practitioners", "moderators", "administrators", "room:1"] as const).map(
    (audience) => entry(`For ${audience}`, "zanzibar evidence", { audience }),
  );
  const EACH = [
    ["visitor", [], []],
    ["member", [], ["members"]],
    ["practitioner", ["practitioner"], ["members", "practitioners"]],
    ["focal point", ["focal-point"], ["members", "practitioners"]],
    ["moderator", ["moderator"], ["members", "moderators"]],
    ["administrator", ["administrator"], ["administrators", "members", "moderators", "practitioners"]],
  ] as const;

  it.each(EACH)("shows, counts and suggests to a %s only what they may see", async (who, roles, expected) => {
    await put([entry("Open", "evidence"), ...secrets]);
    const actor = who === "visitor" ? null : await makeActor(...roles);
    const found = await find("evidence", {}, { actor });
    const names = ["Open", ...expected.map((audience) => `For ${audience}`)].sort();
    expect(found.hits.map(({ title }) => textOf(title)).sort()).toEqual(names);
    expect([found.total, found.facets.type.get("post")]).toEqual([names.length, names.length]);
    const suggested = await suggest(actor, { q: "for", lang: "en" });
    expect(suggested.map(({ label }) => label).sort()).toEqual(names.filter((name) => name !== "Open"));
  });

  it("limits a token to what its member sees without further roles", async () => {
    await put(secrets);
    const actor = { ...(await makeActor("administrator")), scopes: ["profiles:write"] };
    expect(await titles("zanzibar", {}, { actor })).toEqual(["For members"]);
  });

  it("never corrects a word to one that occurs only in hidden content", async () => {
    await put([entry("Closed", "zanzibar", { audience: "members" })]);
    expect(await find("zanzibra")).toMatchObject({ total: 0, corrections: [] });
    expect((await find("zanzibra", { exact: "1" })).didYouMean).toBeNull();
    expect((await find("zanzibra", {}, { actor: await makeActor() })).corrections).toHaveLength(1);
  });
});

describe("changes", () => {
  it("are found from the commit on, and not after a rollback", async () => {
    await put([entry("A", "walnut")]);
    const failing = transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test");
      await updateEntries(ctx.tx, "post:test", [entry("A", "chestnut")]);
      throw new Error("no commit");
    });
    await expect(failing).rejects.toThrow("no commit");
    expect([await titles("walnut"), await titles("chestnut")]).toEqual([["A"], []]);
    await put([entry("A", "chestnut")]);
    expect([await titles("walnut"), await titles("chestnut")]).toEqual([[], ["A"]]);
  });

  it("remove entries with their owner, and hide them when the audience changes", async () => {
    await put([entry("A", "evidence")]);
    expect(await put([entry("A", "evidence")])).toBe(0);
    await put([entry("A", "evidence", { audience: "moderators" })]);
    expect(await titles("evidence")).toEqual([]);
    await put([entry("A", "evidence")]);
    expect(await titles("evidence")).toEqual(["A"]);
    await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      await updateEntries(ctx.tx, "post:test", []);
    });
    expect(await titles("evidence")).toEqual([]);
  });
});

describe("synonyms", () => {
  it("find each other in any language, as whole phrases, until removed", async () => {
    await put([
      entry("English", "mutual legal assistance"),
      entry("French", "entraide judiciaire", { language: "fr" }),
      entry("Neither", "legal assistance to the poor"),
    ]);
    const admin = await makeActor("administrator");
    const phrases = ["MLA", "mutual legal assistance", "entraide judiciaire"];
    await transact({ actor: admin, origin: SYSTEM.origin }, (ctx) => addSynonyms(ctx, { phrases }));
    expect((await titles("mla")).sort()).toEqual(["English", "French"]);
    expect((await titles("mutual legal assistance")).sort()).toEqual(["English", "French"]);
    expect((await titles("legal assistance")).sort()).toEqual(["English", "Neither"]);
    const found = await find("mla");
    expect(found.synonyms).toEqual(["mutual legal assistance", "entraide judiciaire"]);
    expect((await find("mla", { exact: "1" })).total).toBe(0);
  });

  it("can be changed by administrators only", async () => {
    const change = async (...roles: "moderator"[]) =>
      transact({ actor: await makeActor(...roles), origin: SYSTEM.origin }, (ctx) =>
        addSynonyms(ctx, { phrases: ["a", "b"] }),
      );
    await expect(change()).rejects.toMatchObject({ code: "forbidden" });
    await expect(change("moderator")).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("suggestions while typing", () => {
  it("are names with the words, the last as a prefix, shortest match first", async () => {
    await put([
      entry("Romania: Legislation", "", { kind: "profile" }),
      entry("Romania", "", { kind: "profile", path: "/countries/romania" }),
      entry("Workshop in Romania", "a text about elephants"),
      entry("Rome", ""),
    ]);
    const ask = async (q: string) => (await suggest(null, { q, lang: "fr" })).map(({ label }) => label);
    expect(await ask("rom")).toEqual(["Romania", "Romania: Legislation", "Rome", "Workshop in Romania"]);
    expect(await ask("romania leg")).toEqual(["Romania: Legislation", "Romania"]);
    expect(await ask("eleph")).toEqual([]);
    expect((await suggest(null, { q: "romania", lang: "fr" }))[0]?.href).toBe("/fr/countries/romania");
  });
});

describe("retention", () => {
  it("deletes searches without results after 30 days, and unused words within a day", async () => {
    await put([entry("A", "hippopotamus rhinoceros")]);
    await put([entry("A", "rhinoceros")]);
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    await db()
      .insert(searchMiss)
      .values([
        { day: day(31), query: "old", locale: "en" },
        { day: day(29), query: "young", locale: "en" },
      ]);
    const now = Date.now();
    for (let hour = 0; hour < 24; hour += 1) {
      const at = new Date(Math.floor(now / 86_400_000) * 86_400_000 + hour * 3_600_000);
      await transact(
        SYSTEM,
        async (ctx) => {
          ctx.asSystem("a test");
          ctx.skipAudit("a test");
          await applySearchRetention(ctx);
        },
        { now: at },
      );
    }
    expect(await db().select({ query: searchMiss.query }).from(searchMiss)).toEqual([{ query: "young" }]);
    expect(await db().select({ word: searchWord.word }).from(searchWord)).toEqual([{ word: "rhinoceros" }]);
  });
});

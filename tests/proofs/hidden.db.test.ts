import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { dataExport } from "@/db/schema/accounts";
import { exportRecord } from "@/db/schema/exports";
import type { Actor } from "@/lib/core/actor";
import { type FoundData, findExport, findProfileData, keyOf, requestExport } from "@/lib/exports";
import type { Locale } from "@/lib/i18n/locales";
import { runDueJobs } from "@/lib/jobs/worker";
import { requestDataExport } from "@/lib/members";
import { collectOwnData } from "@/lib/personal-data";
import {
  hideRevision,
  rejectRevision,
  revertSection,
  rollBackSection,
  saveDraft,
  showRevision,
  undoRevision,
} from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { wordsOf } from "@/tests/support/documents";
import { useFileDoor } from "@/tests/support/file-door";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, refusal, save, standing, textsOf } from "@/tests/support/sections";
import { changes, hoursPass, watches } from "@/tests/support/watching";
import { type Door, knock, listDoors } from "./doors";

/*
 * Revisions that named a victim are hidden. Their words are searched for at every endpoint that answers GET,
 * in every way of requesting a revision's text, as a visitor, as other members and as their author; in files,
 * exports and drafts, and in what jobs and mails received. They are found before hiding, which proves that
 * the search works, and nowhere after the commit: the stored copy of each page is requested before and right
 * after.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
const { ask } = useFileDoor();
process.env.DATABASE_URL ??= "postgres://placeholder";

/** Every endpoint is requested in every way for each kind of reader. */
const LONG = 300_000;

const TEXT = "Quintessa Vermilion";
const RECORD = "Ottoline Periwinkle Act";
const SUMMARY = "Barnaby Chrysanthemum";
const REJECTED = "Philippa Marigold";
const MARKERS = [TEXT, RECORD, SUMMARY, REJECTED];

/** The number of each revision of Senegal, in the order in which they are made. */
const AT = { first: 1, named: 2, french: 3, cleaned: 4, law: 5, lawNamed: 6, lawCleaned: 7, refused: 8 };
const NUMBERS = Object.values(AT).map(String);

const doors = (await listDoors()).filter(
  ({ method, file }) => method === "GET" && !file.includes("[...nextauth]"),
);

/** Through a provision, the law is also part of the answer for Article 2. */
const ANSWER = { id: "act-1", locator: "s. 1", articles: ["185-2"], confidence: "unverified" };

let author: Actor;
let reader: Actor;
let newcomer: Actor;
let moderator: Actor;
let document: FoundData;
let exportId: string;

const content = (words: string, more: Record<string, string> = {}) => prose({ aaaaaa: words, ...more });
const named = content(`One, of ${TEXT}.`);

beforeAll(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  author = await makeActor("trusted");
  reader = await makeActor();
  newcomer = await makeActor();
  moderator = await makeActor("moderator");
  await watches(reader, "profile:senegal");
  const other = await makeActor("trusted");
  await changes(other, { content: content("One.") });
  await changes(author, { content: named, summary: `On ${SUMMARY}` });
  await save(other, { lang: "fr", base: null, follows: AT.named, content: content("Un.") });
  const draft = (given: object) => ({
    slug: "senegal",
    section: "legislation" as const,
    base: AT.named,
    summary: "",
    sequence: 1,
    force: false,
    content: given,
  });
  // One draft adds text beside the hidden words; another, below, replaces them.
  const beside = draft(content(`One, of ${TEXT}.`, { bbbbbb: "Two." }));
  await transact(by(reader), (ctx) => saveDraft(ctx, beside));
  document = (await findProfileData("senegal", { number: AT.named })) as FoundData;
  const key = keyOf(document, { format: "docx", form: "brief", language: "ar" });
  exportId = (await requestExport(key, document, new Date())).id;
  await changes(other, { content: content("One."), summary: "Names nobody" });
  await changes(other, { section: "laws", content: records(law("act", { provisions: [ANSWER] })) });
  await watches(reader, "record:senegal/laws/act");
  await changes(author, {
    section: "laws",
    content: records(law("act", { title: RECORD, provisions: [ANSWER] })),
  });
  await changes(other, { section: "laws", content: records(law("act", { provisions: [ANSWER] })) });
  const proposed = await save(newcomer, { base: AT.cleaned, content: content(`One, of ${REJECTED}.`) });
  expect(proposed).toMatchObject({ state: "pending", number: AT.refused });
  await transact(by(moderator), (ctx) =>
    rejectRevision(ctx, { slug: "senegal", number: AT.refused, reason: "It names a victim" }),
  );
  const over = draft(content(`One, of the late ${TEXT}.`));
  await transact(by(newcomer), (ctx) => saveDraft(ctx, over));
});

const ALL_SEARCHES: Record<string, string[]> = {
  "[slug]/diff/route": NUMBERS.flatMap((to) => [
    `?to=${to}`,
    ...NUMBERS.filter((from) => from < to).map((from) => `?from=${from}&to=${to}`),
    `?from=0&to=${to}&view=split`,
  ]),
  "[slug]/history/route": [
    "",
    "?section=legislation",
    "?section=laws",
    "?section=laws&record=act",
    "?section=laws&record=act&field=title",
  ],
  "countries/[slug]/route": ["", "?lang=fr", "?beside=source", "?lang=fr&beside=source"],
  "countries/[slug]/revisions/[number]/route": ["", "?lang=fr"],
  "blame/[section]/route": ["", "?lang=fr"],
  "export.json/route": [
    "",
    "?lang=fr",
    ...NUMBERS.flatMap((number) => [`?revision=${number}`, `?revision=${number}&lang=fr`]),
  ],
  "cite/[section]/route": ["", "?record=act", ...NUMBERS.map((number) => `?revision=${number}`)],
  "edit/[section]/route": ["", "?lang=fr"],
  "sections/[section]/route": ["", "?lang=fr"],
  "draft/route": ["", "?lang=fr"],
  "search/route": ["?q=Quintessa+Vermilion", "?q=Ottoline+Periwinkle"],
  "suggestions/route": ["?q=Quintessa", "?q=Ottoline"],
  "v1/links/route": ["?q=Ottoline&lang=en"],
  "v1/sections/route": ["?country=senegal", "?country=senegal&lang=fr"],
  "v1/changes/route": ["?country=senegal", "?country=senegal&section=legislation"],
  "pending/route": ["", `?revision=${AT.named}`, `?revision=${AT.refused}`],
  "me/route": ["?of=profile:senegal"],
  "watch/route": ["?of=profile:senegal", "?of=record:senegal/laws/act"],
};

/** Returns the ways to request an endpoint: each of the numbers, and the addresses that compare or filter. */
function searchesOf(door: Door): string[] {
  // Posts and materials have their own test.
  if (door.file.includes("/blog/") || door.file.includes("/training/")) return [""];
  const key = Object.keys(ALL_SEARCHES).find((end) => door.file.includes(end));
  return (key && ALL_SEARCHES[key]) || [""];
}

async function soughtIn(door: Door, as: Actor | null, locale: Locale): Promise<string[]> {
  const found: string[] = [];
  for (const number of /\[(?:number|answer)\]/.test(door.file) ? NUMBERS : ["1"])
    for (const section of door.file.includes("[section]") ? ["legislation", "laws"] : ["legislation"])
      for (const search of searchesOf(door)) {
        const place = {
          locale,
          slug: "senegal",
          section,
          number,
          answer: `2@${number}`,
          handle: author.handle,
          id: door.file.includes("/exports/") ? exportId : randomUUID(),
          rest: "x",
          token: "x".repeat(32),
        };
        const { body } = await knock(door, { as, place, search });
        // The reader's query is repeated on the page with the results.
        const asked = new URLSearchParams(search).get("q");
        for (const marker of MARKERS)
          if (body.includes(marker) && !(asked && marker.startsWith(asked)))
            found.push(`${door.file} ${locale} ${number} ${section} ${search}: ${marker}`);
      }
  return found;
}

async function sought(as: Actor | null, locale: Locale = "en"): Promise<string[]> {
  const found: string[] = [];
  for (const door of doors) found.push(...(await soughtIn(door, as, locale)));
  return found;
}

/**
 * Documents have their own endpoints, outside the pages: the addresses of those that named someone, in each
 * language and format.
 */
const DOCUMENTS = (["pdf", "docx"] as const).flatMap((format) =>
  [
    `/countries/senegal/export.${format}?revision=${AT.named}`,
    `/countries/senegal/export.${format}?revision=${AT.lawNamed}`,
    `/fr/countries/senegal/export.${format}?revision=${AT.named}`,
    `/ar/countries/senegal/export.${format}?revision=${AT.named}&lang=fr`,
    `/countries/senegal/export.${format}?revision=${AT.named}&form=brief`,
  ].map((address) => ({ format, address })),
);

/** Returns the addresses of the documents that name someone, after checking that each exists. */
async function soughtInDocuments(): Promise<string[]> {
  const found: string[] = [];
  for (const { format, address } of DOCUMENTS) {
    const { status, bytes } = await ask(address);
    expect([address, status]).toEqual([address, 200]);
    const words = await wordsOf(format, bytes);
    if (MARKERS.some((marker) => words.includes(marker))) found.push(address);
  }
  return found;
}

const ownData = async (of: Actor) => (await collectOwnData(db(), of.id, new Date())).toString();

const input = (number: number, given: { through?: number; text?: boolean } = {}) => ({
  slug: "senegal",
  number,
  text: true,
  summary: true,
  author: false,
  reason: "It names a victim",
  ...given,
});
const hide = (number: number, as = moderator) => transact(by(as), (ctx) => hideRevision(ctx, input(number)));

describe("hidden texts", () => {
  it(
    "was there before, for everyone with permission",
    async () => {
      const files = async (as: Actor | null) =>
        new Set((await sought(as)).map((found) => found.split("/route.ts")[0]?.replace("app/", "")));
      const visitor = await files(null);
      expect([...visitor].sort()).toEqual([
        "[locale]/changes",
        "[locale]/changes/feed.xml",
        "[locale]/countries/[slug]/changes.xml",
        "[locale]/countries/[slug]/cite/[section]",
        "[locale]/countries/[slug]/diff",
        "[locale]/countries/[slug]/export.json",
        "[locale]/countries/[slug]/history",
        "[locale]/countries/[slug]/revisions/[number]",
        "[locale]/law/[slug]/[answer]",
        "[locale]/members/[handle]",
      ]);
      for (const locale of ["fr", "ar"] as const)
        expect((await sought(null, locale)).length).toBeGreaterThan(50);
      expect(await soughtInDocuments()).toEqual(DOCUMENTS.map(({ address }) => address));
      const [own, others] = [await files(author), await files(reader)];
      expect([...own]).toEqual(expect.arrayContaining(["[locale]/me/contributions"]));
      expect([...others]).toEqual(
        expect.arrayContaining([
          "[locale]/countries/[slug]/edit/[section]",
          "api/v1/countries/[slug]/sections/[section]/draft",
        ]),
      );
      for (const actor of [author, reader, newcomer]) expect(await ownData(actor)).toMatch(/Quintessa/);
      expect(await ownData(newcomer)).toContain(REJECTED);
      expect(document.json).toContain(TEXT);
      for (const actor of [author, reader]) await transact(by(actor), requestDataExport);
      await runDueJobs();
      expect(await db().$count(dataExport, eq(dataExport.state, "ready"))).toBe(2);
      expect((await db().select().from(exportRecord).where(eq(exportRecord.id, exportId)))[0]).toMatchObject({
        state: "ready",
        objectKey: expect.any(String),
      });
    },
    LONG,
  );

  it("cannot be the current text or a pending one, and is decided on by moderators only", async () => {
    expect(await refusal(hide(AT.cleaned))).toMatchObject({ code: "conflict", reason: "still_stands" });
    const { number } = await save(newcomer, { base: AT.cleaned, content: content("Waits.") });
    expect(await refusal(hide(number ?? 0))).toMatchObject({ code: "conflict", reason: "still_waits" });
    await transact(by(moderator), (ctx) =>
      rejectRevision(ctx, { slug: "senegal", number: number ?? 0, reason: "Not so" }),
    );
    for (const actor of [reader, author])
      expect(await refusal(hide(AT.named, actor))).toMatchObject({ code: "forbidden" });
  });

  it(
    "are removed from every address at once, for visitors, members and their author",
    async () => {
      for (const number of [AT.named, AT.lawNamed, AT.refused]) await hide(number);
      for (const as of [null, reader, newcomer, author]) expect(await sought(as)).toEqual([]);
      for (const locale of ["fr", "ar"] as const) expect(await sought(null, locale)).toEqual([]);
      expect(await soughtInDocuments()).toEqual([]);
    },
    LONG,
  );

  it("are removed from files, exports and drafts, and from what jobs, notifications and mails received", async () => {
    expect((await findProfileData("senegal", { number: AT.named }))?.json).not.toContain(TEXT);
    const key = keyOf(document, { format: "docx", form: "brief", language: "ar" });
    expect(await findExport(key)).toMatchObject({ objectKey: null, sha256: expect.any(String) });
    await hoursPass(30);
    const { rows } = await pool().query(
      `select (select coalesce(json_agg(j), '[]') from graphile_worker._private_jobs j)::text as jobs,
        (select coalesce(json_agg(n), '[]') from notice n)::text as notices,
        (select coalesce(json_agg(a), '[]') from audit_entry a)::text as audit,
        (select coalesce(json_agg(s.*), '[]') from search_entry s)::text as found`,
    );
    const kept = [JSON.stringify(rows)];
    expect(await db().$count(dataExport)).toBe(0);
    for (const actor of [author, reader, newcomer]) kept.push(await ownData(actor));
    for (const marker of MARKERS) for (const one of kept) expect(one).not.toContain(marker);
  });

  it("leaves other members' own text in their drafts", async () => {
    const door = doors.find(
      ({ file }) => file.endsWith("[section]/draft/route.ts") && file.includes("v1"),
    ) as Door;
    const place = { slug: "senegal", section: "legislation" };
    const { body } = await knock(door, { as: reader, place });
    expect(body).toContain("Two.");
    expect(JSON.parse(body)).toMatchObject({ draft: { baseNumber: AT.cleaned, behind: 0 } });
  });

  it("cannot be restored by any kind of revert", async () => {
    const given = (number: number) => ({
      slug: "senegal",
      number,
      summary: "Back",
      clientToken: randomUUID(),
    });
    for (const [command, number] of [
      [revertSection, AT.named],
      [undoRevision, AT.named],
      [undoRevision, AT.cleaned],
    ] as const)
      expect(await refusal(transact(by(author), (ctx) => command(ctx, given(number))))).toMatchObject({
        code: "conflict",
        reason: "revision_hidden",
      });
    await transact(by(author), (ctx) =>
      rollBackSection(ctx, {
        slug: "senegal",
        section: "legislation",
        last: AT.cleaned,
        summary: "Back",
        clientToken: randomUUID(),
      } as never),
    ).catch(() => null);
    expect(JSON.stringify(await standing())).not.toContain(TEXT);
  });

  it("does not return with drafts based on it, and is not shown when these conflict", async () => {
    const base = (await standing()).revision?.number ?? 0;
    const beside = await save(author, {
      base: AT.named,
      content: content(`One, of ${TEXT}.`, { cccccc: "Three." }),
    });
    expect(beside).toMatchObject({ state: "published" });
    expect(beside.number).toBeGreaterThan(base);
    expect(textsOf((await standing()).content)).toMatchObject({ aaaaaa: "One.", cccccc: "Three." });
    const over = await refusal(
      save(author, { base: AT.named, content: content(`Also ${TEXT} and others.`) }),
    );
    expect(over).toMatchObject({ code: "conflict", reason: "base_hidden" });
    expect(JSON.stringify(over)).not.toContain(TEXT);
  });

  it("is hidden together with later revisions that still contain it", async () => {
    const base = async () => (await standing()).revision?.number ?? 0;
    const first = await save(author, { base: await base(), content: named });
    await save(author, { base: await base(), content: content(`One, of ${TEXT}.`, { dddddd: "Four." }) });
    const last = await save(author, { base: await base(), content: content("One.", { dddddd: "Four." }) });
    const [from, through] = [first.number ?? 0, (last.number ?? 0) - 1];
    await transact(by(moderator), (ctx) => hideRevision(ctx, input(from, { through })));
    for (const number of [from, through])
      expect((await findProfileData("senegal", { number }))?.json).not.toContain(TEXT);
  });

  it(
    "can be read by moderators on their screen, with the reason, and shown again by them",
    async () => {
      const door = doors.find(({ file }) => file.includes("moderation/revisions")) as Door;
      const place = { slug: "senegal", number: String(AT.named) };
      const { body } = await knock(door, { as: moderator, place });
      for (const words of [TEXT, SUMMARY, "It names a victim"]) expect(body).toContain(words);
      expect((await knock(door, { as: author, place })).body).not.toContain(TEXT);
      await transact(by(moderator), (ctx) => showRevision(ctx, { slug: "senegal", number: AT.named }));
      expect((await sought(null)).length).toBeGreaterThan(0);
    },
    LONG,
  );
});

import { cpSync } from "node:fs";
import { join } from "node:path";
import { and, asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db, pool } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { profile, treatyStatus } from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import { loadSeed, type Seed } from "@/db/seed";
import { applySeed } from "@/db/seed/apply";
import { openEdition } from "@/db/seed/edition-folder";
import { DATA_PARTS, type EditionFile } from "@/db/seed/editions";
import { reviseSeed } from "@/db/seed/revise";
import { planUpdate, type SectionUpdate, writeUpdate } from "@/db/seed/update";
import { recordDataEditions } from "@/lib/operation";
import { acceptRevision, findSection, rejectRevision } from "@/lib/profiles";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { DATA, editions, itemOf } from "@/tests/support/editions";
import { by, makeActor } from "@/tests/support/members";
import { save } from "@/tests/support/sections";
import { dataUpdate, UPDATE_LOCK } from "./data-update";

/*
 * A newer edition of some files of data, as an operator receives it, on a running site.
 */
useDatabase();
const editionWith = editions();

const FEW = ["vanuatu", "senegal", "albania"];
const whole = loadSeed();
const now: Seed = {
  ...whole,
  countries: whole.countries.filter(({ slug }) => FEW.includes(slug)),
  profiles: whole.profiles.filter(({ slug }) => FEW.includes(slug)),
  facts: [],
  posts: [],
};

const TREATIES = DATA_PARTS.treaties.files;

/** The edition of 2026-03-01: Senegal deposited two days later than was known. */
const later = (asOf = "2026-03-01", consentDate = "2016-12-18") =>
  editionWith(TREATIES, {
    "treaty-status.json": (file) => {
      file.asOf = asOf;
      Object.assign(itemOf(file, "SEN"), { consentDate });
    },
  });

async function run(dir: string, dryRun = false) {
  const said: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
  await dataUpdate.run({ dir, dryRun }).finally(() => spy.mockRestore());
  return said.join("").trimEnd().split("\n");
}
const lastLine = async (dir: string, dryRun = false) => (await run(dir, dryRun)).at(-1) ?? "";
const NOTHING = "Nothing to change: the site has this edition";

/** Returns what a refused update prints on standard error. */
async function faultsOf(dir: string): Promise<string> {
  const faults: string[] = [];
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => faults.push(String(text)) > 0);
  await expect(run(dir).finally(() => spy.mockRestore())).rejects.toThrow(
    /^Nothing was changed: .* were refused/,
  );
  return faults.join("");
}

const revisionsOf = (slug: string, key: string) =>
  db()
    .select({
      id: revision.id,
      number: revision.number,
      state: revision.state,
      tag: revision.tag,
      summary: revision.summary,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(page, eq(page.id, section.pageId))
    .where(and(eq(page.slug, slug), eq(section.key, key)))
    .orderBy(asc(revision.number));
const statesOf = async (slug: string, key: string) =>
  (await revisionsOf(slug, key)).map(({ state }) => state);
const countRevisions = () => db().$count(revision);

async function recordOf(slug: string, key: "treaty-status" | "sources" | "laws", id: string) {
  const found = (await findSection(slug, key)) as { content: RecordsContent<{ id: string }> } | null;
  return found?.content.records.find((one) => one.id === id) as Record<string, unknown> | undefined;
}

/** Everything of the database that an update could change. */
async function fingerprint(): Promise<string> {
  const { rows } = await pool().query<{ sum: string }>(
    `select md5(concat((select count(*) from revision), (select count(*) from audit_entry),
      (select string_agg(s::text, '|' order by s.key) from setting s),
      (select string_agg(p.languages::text, '|' order by p.slug) from profile p),
      (select string_agg(t::text, '|' order by page_id, treaty) from treaty_status t))) as sum`,
  );
  return rows[0]?.sum ?? "";
}

async function edit(slug: string, territorialApplication: string) {
  const actor = await makeActor("moderator");
  const content = structuredClone((await findSection(slug, "treaty-status"))?.content) as RecordsContent;
  Object.assign(content.records[0] ?? {}, { territorialApplication });
  const base = (await revisionsOf(slug, "treaty-status")).at(-1)?.id ?? null;
  await save(actor, { slug, section: "treaty-status", content, base });
  return actor;
}

beforeEach(async () => {
  await transact(OPERATOR, (ctx) => applySeed(ctx, now));
});

describe("a dry run", () => {
  it("prints each difference and changes nothing", async () => {
    const before = await fingerprint();
    const lines = await run(later(), true);
    expect(lines).toEqual([
      "senegal",
      "  treaty-status: revision",
      "    changed  treaty-185.consentOn.value: 2016-12-16 → 2016-12-18",
      "A dry run, nothing was changed. It would be: countries 1, sections revised 1, begun 0, proposed for review 0, left as members began them 0; languages of countries 0",
    ]);
    expect(await fingerprint()).toBe(before);
  });

  it("finds nothing in the edition that the site has", async () => {
    const files = Object.values(DATA_PARTS).flatMap((part): readonly EditionFile[] => part.files);
    expect(await run(editionWith(files, {}), true)).toEqual([NOTHING]);
  });

  it("names the files that it does not read", async () => {
    const dir = later();
    cpSync(join(DATA, "slugs.json"), join(dir, "slugs.json"));
    expect((await run(dir, true))[0]).toBe("Not read: slugs.json");
  });
});

describe("an update", () => {
  it("makes one revision of a changed date, with its projection and its entry in the log", async () => {
    const before = await countRevisions();
    expect(await lastLine(later())).toMatch(
      /^Updated: countries 1, sections revised 1, begun 0, proposed for review 0/,
    );
    expect(await countRevisions()).toBe(before + 1);
    expect((await revisionsOf("senegal", "treaty-status")).at(-1)).toMatchObject({
      state: "published",
      tag: "import",
      summary: "Newer edition of the data, as of 2026-03-01",
    });
    const [row] = await db()
      .select({ consentOn: treatyStatus.consentOn })
      .from(treatyStatus)
      .innerJoin(page, eq(page.id, treatyStatus.pageId))
      .where(and(eq(page.slug, "senegal"), eq(treatyStatus.treaty, 185)));
    expect(row?.consentOn).toBe("2016-12-18");
    const published = await db().$count(auditEntry, eq(auditEntry.fact, "revision.published"));
    expect(published).toBe(1);
  });

  it("changes nothing the second time", async () => {
    const dir = later();
    await run(dir);
    const before = await fingerprint();
    expect(await run(dir)).toEqual([NOTHING]);
    expect(await fingerprint()).toBe(before);
  });

  it("brings back a text that an earlier edition had", async () => {
    await run(later());
    await run(later("2026-04-01", "2016-12-16"));
    expect(await statesOf("senegal", "treaty-status")).toEqual(["published", "published", "published"]);
    expect(await recordOf("senegal", "treaty-status", "treaty-185")).toMatchObject({
      consentOn: { value: "2016-12-16" },
    });
  });

  it("is not undone by the data of this version at the next start", async () => {
    await run(later());
    const before = await countRevisions();
    const { revised, proposed } = await transact(OPERATOR, (ctx) => reviseSeed(ctx, now));
    expect([revised, proposed, (await countRevisions()) - before]).toEqual([0, 0, 0]);
  });

  it("gives way to the data of a version that are newer", async () => {
    await run(later());
    const newer = { ...now, fileDays: { ...now.fileDays, "treaty-status.json": "2026-06-01" } };
    expect(await transact(OPERATOR, (ctx) => reviseSeed(ctx, newer))).toMatchObject({ revised: 1 });
  });

  it("refuses an edition that is older than the site's", async () => {
    await run(later());
    const before = await fingerprint();
    expect(await faultsOf(later("2026-02-27"))).toMatch(
      /^treaty-status\.json, asOf: 2026-02-27 is older than the site's edition, of 2026-03-01\n/,
    );
    expect(await fingerprint()).toBe(before);
  });

  it("finishes an update that was interrupted after the first section; a start meanwhile removes nothing", async () => {
    const dir = editionWith(TREATIES, {
      "treaty-status.json": (file) => {
        file.asOf = "2026-03-01";
        for (const country of ["ALB", "SEN"]) Object.assign(itemOf(file, country), { notes: "Read again." });
      },
    });
    const edition = openEdition(dir, {});
    const { sections } = await planUpdate(edition);
    expect(sections.map(({ slug }) => slug)).toEqual(["albania", "senegal"]);
    await transact(OPERATOR, (ctx) => recordDataEditions(ctx, edition.seed.fileDays));
    await transact(OPERATOR, (ctx) => writeUpdate(ctx, sections[0] as SectionUpdate));
    expect(await transact(OPERATOR, (ctx) => reviseSeed(ctx, now))).toMatchObject({
      revised: 0,
      proposed: 0,
    });
    expect(await lastLine(dir)).toMatch(/^Updated: countries 1, sections revised 1,/);
    for (const slug of ["albania", "senegal"])
      expect(await statesOf(slug, "treaty-status")).toEqual(["published", "published"]);
  });

  it("corrects and adds the sources that the edition lists, and removes none", async () => {
    const dir = editionWith(["source-details.json", ...TREATIES], {
      "treaty-status.json": (file) => {
        file.asOf = "2026-03-01";
        const item = itemOf(file, "SEN") as { sources: string[] };
        file.sources["sen-new"] = {
          title: "Gazette of Senegal of March 2026",
          url: "https://example.org/jo",
        };
        const [first = ""] = item.sources;
        Object.assign(file.sources[first] ?? {}, { title: "Another title" });
        item.sources = [first, "sen-new"];
      },
      "source-details.json": (file) => {
        file.items.push({
          id: "sen-new",
          publisher: "Republic of Senegal",
          language: "fr",
          kind: "official_gazette",
          register: true,
          until: null,
        });
      },
    });
    const before = (await findSection("senegal", "sources")) as { content: RecordsContent } | null;
    await run(dir);
    const after = (await findSection("senegal", "sources")) as { content: RecordsContent } | null;
    const ids = (one: typeof before) => one?.content.records.map(({ id }) => id) ?? [];
    expect(ids(after)).toEqual([...ids(before), "sen-new"]);
    expect(after?.content.records.map((one) => (one as unknown as { title: string }).title)).toContain(
      "Another title",
    );
    expect(await run(dir)).toEqual([NOTHING]);
  });

  it("changes official languages, and a start does not change them back", async () => {
    const dir = editionWith(["countries.json"], {
      "countries.json": (file) => {
        file.asOf = "2026-03-01";
        Object.assign(file.items.find((one) => one.iso3 === "SEN") ?? {}, { languages: ["fra", "wol"] });
      },
    });
    expect(await run(dir)).toContain("  languages: fra → fra, wol");
    await transact(OPERATOR, (ctx) => reviseSeed(ctx, now));
    const [row] = await db()
      .select({ languages: profile.languages })
      .from(profile)
      .where(eq(profile.slug, "senegal"));
    expect(row?.languages).toEqual(["fra", "wol"]);
    expect(await run(dir)).toEqual([NOTHING]);
  });

  it("does not wait: it is refused while another one runs", async () => {
    const dir = later();
    const before = await fingerprint();
    const other = await pool().connect();
    try {
      await other.query("select pg_advisory_lock($1)", [UPDATE_LOCK]);
      await expect(run(dir)).rejects.toThrow("Another data:update is running. Wait until it has finished.");
    } finally {
      other.release(true);
    }
    expect(await fingerprint()).toBe(before);
  });

  it("writes a section once when the same plan is written twice at once", async () => {
    const { sections } = await planUpdate(openEdition(later(), {}));
    const write = () => transact(OPERATOR, (ctx) => writeUpdate(ctx, sections[0] as SectionUpdate));
    expect((await Promise.all([write(), write()])).sort()).toEqual(["published", "unchanged"]);
    expect(await statesOf("senegal", "treaty-status")).toEqual(["published", "published"]);
  });
});

describe("a section that a member edited", () => {
  it("gets a proposal that waits, and one only", async () => {
    await edit("senegal", "The whole territory.");
    const dir = later();
    expect(await run(dir)).toContain("  treaty-status: proposal for review, since a member has edited it");
    expect(await statesOf("senegal", "treaty-status")).toEqual(["published", "published", "pending"]);
    expect(await run(dir)).toEqual([NOTHING]);
    const waiting = (await revisionsOf("senegal", "treaty-status")).at(-1)?.number ?? 0;
    const reviewer = await makeActor("moderator");
    await transact(by(reviewer), (ctx) => acceptRevision(ctx, { slug: "senegal", number: waiting }));
    expect(await recordOf("senegal", "treaty-status", "treaty-185")).toMatchObject({
      territorialApplication: "The whole territory.",
      consentOn: { value: "2016-12-18" },
    });
    expect(await run(dir)).toEqual([NOTHING]);
  });

  it("is not proposed an edition again that reviewers rejected", async () => {
    await edit("senegal", "The whole territory.");
    const dir = later();
    await run(dir);
    const waiting = (await revisionsOf("senegal", "treaty-status")).at(-1)?.number ?? 0;
    const reviewer = await makeActor("moderator");
    await transact(by(reviewer), (ctx) =>
      rejectRevision(ctx, { slug: "senegal", number: waiting, reason: "The deposit was on the sixteenth." }),
    );
    expect(await run(dir)).toEqual([NOTHING]);
  });
});

it("refuses all of an edition with one fault, with the file, the place and the reason", async () => {
  const dir = editionWith(TREATIES, {
    "treaty-status.json": (file) => {
      file.asOf = "2026-03-01";
      Object.assign(itemOf(file, "ALB"), { notes: "Read again." });
      Object.assign(itemOf(file, "SEN"), { consentDate: "2016-13-40" });
    },
  });
  const before = await fingerprint();
  expect(await faultsOf(dir)).toMatch(/^treaty-status\.json, items\.\d+\.consentDate \(SEN\): Invalid/);
  expect(await fingerprint()).toBe(before);
});

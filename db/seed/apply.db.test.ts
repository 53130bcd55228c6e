import { and, asc, eq, isNotNull, ne } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { post } from "@/db/schema/blog";
import { auditEntry } from "@/db/schema/core";
import {
  profile,
  profileAlias,
  profileRecord,
  projectParticipation,
  treatyStatus,
} from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import { BODY } from "@/lib/blog/model";
import { findPostPage, listPosts } from "@/lib/blog/queries";
import { translator } from "@/lib/i18n/translator";
import { findProfileExport, findSection, listLinks, listProfilePageIds, listSources } from "@/lib/profiles";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { countPartiesOn, listDirectory, listTreatyFiguresOn } from "@/lib/profiles/reading";
import { rebuildProjections } from "@/lib/projections";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { titles } from "@/tests/support/search";
import { law, records, save } from "@/tests/support/sections";
import { applySeed } from "./apply";
import { loadSeed } from "./index";

useDatabase({ keep: true });

const seed = loadSeed();
const apply = () => transact(OPERATOR, (ctx) => applySeed(ctx, seed));
const NONE = { pages: 0, revisions: 0, posts: 0 };
let counts = NONE;

beforeAll(async () => {
  counts = await apply();
});

/** Returns a hash of all rows of the projections. */
async function checksum(): Promise<string> {
  const { rows } = await pool().query<{ sum: string }>(
    `select md5((select string_agg(t::text, '|' order by page_id, treaty) from treaty_status t) ||
      (select string_agg(r::text, '|' order by page_id, section, record_id) from profile_record r) ||
      (select string_agg(v::text, '|' order by page_id, record_id) from provision v)) as sum`,
  );
  return rows[0]?.sum ?? "";
}

describe("the search for a country", () => {
  it("finds its profile first, by its name in each language of the interface and in its own", async () => {
    const missed: string[] = [];
    for (const { slug, iso2, names } of await listDirectory()) {
      const own = new Intl.Locale(`und-${iso2}`).maximize().language;
      const ownName = new Intl.DisplayNames([own], { type: "region", fallback: "none" }).of(iso2);
      for (const name of new Set([...Object.values(names), ownName ?? names.en])) {
        // In English, whatever the language of the name.
        const [first] = await titles(name);
        if (first !== names.en) missed.push(`${name}: ${first} (${slug})`);
      }
    }
    expect(missed).toEqual([]);
  });
});

describe("the seed", () => {
  it("brings every profile", () => {
    expect(counts.pages).toBe(seed.countries.length);
    expect(counts.revisions).toBe(seed.profiles.reduce((sum, one) => sum + one.sections.length, 0));
  });

  it("gives each profile all its sections, and numbers from 1 without a gap", async () => {
    expect(await db().$count(section, ne(section.key, BODY))).toBe(
      seed.countries.length * SECTION_KEYS.length,
    );
    const { rows } = await pool().query<{ wrong: number }>(
      `select count(*)::int as wrong from page p where p.last_revision <>
        (select count(*) from revision r where r.page_id = p.id)
        or p.last_revision <> coalesce((select max(r.number) from revision r where r.page_id = p.id), 0)`,
    );
    expect(rows[0]?.wrong).toBe(0);
  });

  it("is imported by the community, with sources before the sections that cite them", async () => {
    const rows = await db()
      .select({
        number: revision.number,
        key: section.key,
        authorId: revision.authorId,
        tag: revision.tag,
        summary: revision.summary,
      })
      .from(revision)
      .innerJoin(section, eq(section.id, revision.sectionId))
      .innerJoin(page, eq(page.id, revision.pageId))
      .where(eq(page.slug, "senegal"))
      .orderBy(asc(revision.number));
    expect(rows[0]).toEqual({
      number: 1,
      key: "sources",
      authorId: null,
      tag: "import",
      summary: translator("en")("profiles.imported.start"),
    });
    expect(rows.length).toBeGreaterThan(4);
  });

  it("makes 51 Parties at the end of 2016", async () => {
    expect(await countPartiesOn(185, "2016-12-31")).toEqual({ count: 51, unverified: 1 });
    const [convention] = await listTreatyFiguresOn("2016-12-31");
    // No invitation date is known for States that were invited then, so they have no status for that day.
    expect(convention).toMatchObject({ treaty: 185, party: 51, signatory: 5, asOf: "2016-12-31" });
    const then = await listDirectory("2016-12-31");
    expect(then.filter((one) => one.standings[185].status === "party")).toHaveLength(51);
    const [before] = await listTreatyFiguresOn("2001-11-22");
    expect(before).toMatchObject({ party: 0, signatory: 0, invited: 0 });
    // Only the Council of Europe's treaties are counted.
    expect(await db().$count(treatyStatus)).toBe(195);
  });

  it("brings other names and parts in projects", async () => {
    const [alias] = await db()
      .select({ slug: profile.slug })
      .from(profileAlias)
      .innerJoin(profile, eq(profile.pageId, profileAlias.pageId))
      .where(eq(profileAlias.alias, "moldova"));
    expect(alias?.slug).toBe("republic-of-moldova");
    expect(await db().$count(projectParticipation)).toBe(seed.facts.length);
  });

  it("adds nothing the second time, and does not change members' texts", async () => {
    expect(await apply()).toEqual(NONE);
    const ana = await makeActor("trusted");
    const before = await findSection("senegal", "laws");
    await save(ana, {
      section: "laws",
      base: before?.revision?.number ?? null,
      content: records(law("own")),
    });
    expect(await apply()).toEqual(NONE);
    expect((await findSection("senegal", "laws"))?.content).toMatchObject({ records: [{ id: "own" }] });
    const facts = await db()
      .select({ id: auditEntry.id })
      .from(auditEntry)
      .where(eq(auditEntry.fact, "seed.applied"));
    expect(facts).toHaveLength(1);
  });
});

describe("the posts of the seed", () => {
  it("are there, signed by the editors, at their own dates, and can be found", async () => {
    expect(counts.posts).toBe(seed.posts.length);
    const { rows, total } = await listPosts({}, 50);
    expect(total).toBe(seed.posts.length);
    expect(rows.map(({ slug }) => slug).sort()).toEqual(seed.posts.map(({ slug }) => slug).sort());
    for (const { slug, authors, publishedAt } of rows) {
      expect(authors).toEqual([
        { handle: "octopus-community-editors", displayName: "Octopus Community editors", institution: null },
      ]);
      expect(publishedAt).toEqual(new Date(seed.posts.find((one) => one.slug === slug)?.published ?? ""));
    }
    const { rows: entries } = await pool().query<{ n: number }>(
      "select count(distinct path)::int as n from search_entry where kind = 'post'",
    );
    expect(entries[0]?.n).toBe(seed.posts.length);
    const page = await findPostPage("where-the-convention-stood-at-the-end-of-2016");
    expect(page?.translations).toMatchObject([{ language: "fr" }]);
    expect(page?.series?.posts.length).toBeGreaterThan(2);
  });

  it("are not changed if someone edited or retracted one", async () => {
    await db()
      .update(post)
      .set({
        title: "Another title",
        state: "retracted",
        retractedAt: new Date(),
        retractionReason: "Wrong.",
      })
      .where(eq(post.slug, "preserve-first-ask-later"));
    expect(await apply()).toEqual(NONE);
    const page = await findPostPage("preserve-first-ask-later");
    expect(page).toMatchObject({ title: "Another title", state: "retracted" });
  });
});

describe("a rebuild of the projections", () => {
  const rebuild = (pageIds?: string[]) =>
    transact(OPERATOR, (ctx) => rebuildProjections(ctx, pageIds ? { pageIds } : {}));

  it("changes nothing", async () => {
    const before = await checksum();
    expect(await rebuild()).toEqual({ pages: seed.countries.length + seed.posts.length, changed: 0 });
    expect(await checksum()).toBe(before);
  });

  it("mends whatever is wrong", async () => {
    const before = await checksum();
    await db().update(treatyStatus).set({ status: "none" }).where(eq(treatyStatus.treaty, 185));
    await db().delete(profileRecord).where(eq(profileRecord.section, "laws"));
    const [own] = await db().select({ pageId: profileRecord.pageId }).from(profileRecord).limit(1);
    await db()
      .insert(profileRecord)
      .values({
        pageId: own?.pageId ?? "",
        section: "laws",
        recordId: "stray",
        position: 9,
        title: "Stray",
        data: {},
      });
    const pageIds = await listProfilePageIds();
    expect((await rebuild(pageIds)).changed).toBeGreaterThan(100);
    expect(await checksum()).toBe(before);
  });
});

describe("the projections of the seed", () => {
  it("finds sources for the citation picker by any of their words", async () => {
    const all = await listSources("senegal", "");
    expect(all.length).toBeGreaterThan(1);
    const [first] = all;
    const word = first?.title.split(" ")[0] ?? "";
    expect((await listSources("senegal", word.toUpperCase())).map((one) => one.id)).toContain(first?.id);
    expect(await listSources("senegal", "no such words")).toEqual([]);
    expect(await listSources("atlantis", "")).toEqual([]);
  });

  it("finds places to link to in any language", async () => {
    const [country, ...sections] = await listLinks("senegal", "en");
    expect(country).toMatchObject({ href: "/countries/senegal", label: "Senegal", section: null });
    expect(sections.map((one) => one.href)).toContain("/countries/senegal#legislation");
    expect((await listLinks("sénég", "fr"))[0]).toMatchObject({ slug: "senegal", label: "Sénégal" });
    expect((await listLinks("السنغال", "ar"))[0]?.slug).toBe("senegal");
    expect(await listLinks("senegal legislation", "en")).toMatchObject([{ section: "legislation" }]);
    expect(await listLinks("  ", "en")).toEqual([]);
    expect((await listLinks("s", "en")).length).toBeLessThanOrEqual(20);
  });

  it("gives a whole profile as open data", async () => {
    const data = await findProfileExport("romania");
    expect(data).toMatchObject({ format: "octopus-profile/1", profile: { slug: "romania", iso2: "RO" } });
    expect(data?.sections.map((one) => one.key)).toContain("treaty-status");
    expect(JSON.stringify(data)).not.toContain("pageId");
    expect(await findProfileExport("atlantis")).toBeNull();
  });

  it("are based on current revisions: the newest published ones", async () => {
    const { rows } = await pool().query<{ wrong: number }>(
      `select count(*)::int as wrong from section s where s.current_revision_id is distinct from
        (select r.id from revision r where r.section_id = s.id and r.state = 'published' and r.merged_into_id is null
          order by r.number desc limit 1)`,
    );
    expect(rows[0]?.wrong).toBe(0);
    expect(await db().$count(section, and(eq(section.key, "laws"), isNotNull(section.protection)))).toBe(0);
  });
});

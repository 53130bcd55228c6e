import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { provision } from "@/db/schema/legal";
import { applySeed } from "@/db/seed/apply";
import { loadSeed } from "@/db/seed/index";
import { LISTS } from "@/lib/open-lists";
import { OPERATOR, transact } from "@/lib/transact";
import { RESOURCES, type ResourceName } from "@/lib/vocabulary/open-lists";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial } from "@/tests/support/materials";
import { makeActor, makeMember } from "@/tests/support/members";
import { publishedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";

useDatabase({ keep: true });

type Row = Record<string, unknown>;
interface Page {
  rows: Row[];
  next: string | null;
}
const listOf = (name: ResourceName) =>
  LISTS[name].list as (query: { limit: number; after?: string }) => Promise<Page>;

/** Identifies a row among others of its list. */
const KEYS: Record<ResourceName, (row: Row) => string> = {
  countries: (row) => `${row.slug}`,
  sections: (row) => `${row.country}/${row.section}/${row.lang}`,
  articles: (row) => `${row.id}`,
  provisions: (row) => `${row.country}/${row.id}`,
  posts: (row) => `${row.id}`,
  materials: (row) => `${row.id}`,
  changes: (row) => `${row.id}`,
  members: (row) => `${row.handle}`,
};

/** The same rows by separate queries that share no code with the lists. */
const IN_DATABASE: Record<ResourceName, string> = {
  countries: "select slug as key from profile",
  sections: `select p.slug || '/' || split_part(s.key, '@', 1) || '/'
      || coalesce(nullif(split_part(s.key, '@', 2), ''), s.language, 'en') as key
    from section s join profile p on p.page_id = s.page_id where s.current_revision_id is not null`,
  articles: "",
  provisions:
    "select p.slug || '/' || v.record_id as key from provision v join profile p on p.page_id = v.page_id",
  posts: "select page_id::text as key from post where state = 'published'",
  materials: "select page_id::text as key from material where state = 'published' and access = 'public'",
  changes: `select r.id::text as key from revision r join profile p on p.page_id = r.page_id where r.state = 'published'`,
  members: "select handle as key from member where is_listed and state = 'active'",
};

async function keysInDatabase(name: ResourceName): Promise<string[]> {
  if (name === "articles") return (await listOf(name)({ limit: 100_000 })).rows.map(KEYS[name]);
  const { rows } = await pool().query<{ key: string }>(IN_DATABASE[name]);
  return rows.map(({ key }) => key);
}

/** Reads a list to its end like a program; `between` runs after each page but the last. */
async function walk(name: ResourceName, limit: number, between?: (page: number) => Promise<void>) {
  const keys: string[] = [];
  let after: string | undefined;
  for (let page = 0; ; page += 1) {
    const found = await listOf(name)({ limit, ...(after === undefined ? {} : { after }) });
    expect(found.rows.length).toBeLessThanOrEqual(limit);
    keys.push(...found.rows.map(KEYS[name]));
    if (found.next === null) return keys;
    expect(found.next).not.toBe(after);
    after = found.next;
    await between?.(page);
  }
}

const twice = (keys: readonly string[]) => keys.filter((key, index) => keys.indexOf(key) !== index);

beforeAll(async () => {
  await transact(OPERATOR, (ctx) => applySeed(ctx, loadSeed()));
  for (let n = 0; n < 30; n += 1) await makeMember({ handle: `walker-${n}`, displayName: `Walker ${n % 3}` });
  await db().update(member).set({ isListed: true }).where(sql`${member.handle} like 'walker-%'`);
  const ana = await makeActor("trusted");
  for (const title of ["One", "Two", "Three"]) await publishedMaterial(ana, { title: `A guide ${title}` });
}, 120_000);

describe("a list that is read to its end over the seeded data", () => {
  it.each(RESOURCES)("%s has each row of the database once", async (name) => {
    const inDatabase = await keysInDatabase(name);
    expect(inDatabase.length).toBeGreaterThan(2);
    for (const limit of [LISTS[name].most, 7]) {
      if (limit === 7 && inDatabase.length > 1500) continue;
      const keys = await walk(name, limit);
      expect(twice(keys)).toEqual([]);
      expect([...keys].sort()).toEqual([...inDatabase].sort());
    }
  });

  it("has no row twice and misses none that was there, while rows are added between its pages", async () => {
    const ana = await makeActor("trusted");
    let made = 0;
    const letters = "abcdefghijklmnopqrstuvwxyz";
    /** Adds a country before or after the page that was read. */
    const land = async () => {
      const slug = `${letters[(made * 7) % 26]}-land-${made}`;
      await makeProfile({ slug, iso2: `${made}?`, iso3: `${made}?!` });
      return slug;
    };
    const written = async () => save(ana, { slug: await land(), content: prose({ zzzzzz: `New ${made}.` }) });
    const add: Record<ResourceName, () => Promise<unknown>> = {
      articles: async () => undefined,
      countries: land,
      sections: written,
      changes: written,
      provisions: async () => {
        const [row] = await db().select().from(provision).limit(1).offset(made);
        if (row)
          await db()
            .insert(provision)
            .values({ ...row, recordId: `new-${made}` });
      },
      posts: () => publishedPost(ana, { title: `A post ${made}` }),
      materials: () => publishedMaterial(ana, { title: `A guide ${made}` }),
      members: async () => {
        const handle = `${letters[(made * 7) % 26]}-${made}`;
        await makeMember({ handle, displayName: `Walker ${made % 3}`, isListed: true });
        // Renames a member on a page that was read.
        const renamed = eq(member.handle, `walker-${made % 30}`);
        await db()
          .update(member)
          .set({ displayName: `Renamed ${made}` })
          .where(renamed);
      },
    };
    for (const name of RESOURCES) {
      const before = await keysInDatabase(name);
      const limit = Math.max(2, Math.ceil(before.length / 8));
      const keys = await walk(name, Math.min(limit, LISTS[name].most), async (page) => {
        if (page > 12) return;
        made += 1;
        await add[name]();
      });
      expect([name, twice(keys)]).toEqual([name, []]);
      expect([name, before.filter((key) => !keys.includes(key))]).toEqual([name, []]);
    }
  });

  it("continues at its place if the last row of a page was deleted", async () => {
    const leaver = (await walk("members", 5))[4] ?? "";
    const first = await listOf("members")({ limit: 5 });
    await db().update(member).set({ isListed: false }).where(eq(member.handle, leaver));
    const rest = await listOf("members")({ limit: 100, after: first.next ?? "" });
    expect(rest.rows.length).toBeGreaterThan(20);
  });
});

import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { acceptBody, hidePostRevision, saveBody, savePost, showPostRevision } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { listRestrictions } from "@/lib/page-kinds";
import { collectOwnData } from "@/lib/personal-data";
import { hideDescription, saveDescription, showDescription } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { publishedPost, savedPost } from "@/tests/support/posts";
import { prose, refusal } from "@/tests/support/sections";
import { hoursPass, watches } from "@/tests/support/watching";
import { knock, listDoors } from "./doors";

/*
 * The same as for profiles (`hidden.db.test.ts`), for a post and the description of a material: the text that
 * named a victim is searched for at every endpoint of the blog, the library and members, before and after it
 * is hidden.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
process.env.DATABASE_URL ??= "postgres://placeholder";

const LONG = 300_000;
const TEXT = "Quintessa Vermilion";
const NOTE = "Barnaby Chrysanthemum";
const TITLE = "Ottoline Periwinkle";
const MARKERS = [TEXT, NOTE, TITLE];

const doors = (await listDoors()).filter(
  ({ method, file }) =>
    method === "GET" &&
    /\/(blog|training|members|changes|search|watchlist|notifications|me|moderation|v1)\//.test(file) &&
    !file.includes("[...nextauth]"),
);
const screenOf = (kind: "posts" | "materials") =>
  doors.find(({ file }) => file.includes(`moderation/${kind}`)) ?? expect.fail("no screen");

let author: Actor;
let reader: Actor;
let moderator: Actor;
let post: string;
let material: string;

const save = (given: { base: number; words: string; summary: string }) => ({
  base: given.base,
  content: prose({ aaaaaa: given.words }),
  summary: given.summary,
  clientToken: randomUUID(),
});

async function proposes(base: number, words: string, summary: string): Promise<number> {
  const saved = await transact(by(author), (ctx) =>
    saveBody(ctx, { slug: post, ...save({ base, words, summary }) }),
  );
  const number = saved.number ?? 0;
  await transact(by(moderator), (ctx) => acceptBody(ctx, { slug: post, number }));
  return number;
}

const describes = (base: number | null, words: string, summary: string) =>
  transact(by(author), (ctx) =>
    saveDescription(ctx, { ...save({ base: 1, words, summary }), slug: material, base }),
  );

const titles = (title: string, note: string) =>
  transact(by(moderator), (ctx) => savePost(ctx, savedPost({ slug: post, title, note })));

/** The numbers of the revisions that name a victim. */
const named = { body: 0, details: 0, description: 0 };

beforeAll(async () => {
  [author, reader, moderator] = [
    await makeActor("practitioner"),
    await makeActor(),
    await makeActor("moderator"),
  ];
  post = await publishedPost(author);
  ({ slug: material } = await publishedMaterial(author));
  await watches(reader, `post:${post}`);
  await watches(reader, `material:${material}`);
  named.body = await proposes(1, `One, of ${TEXT}.`, `On ${NOTE}`);
  await proposes(named.body, "One.", "Names nobody");
  await titles(`On ${TITLE}`, `Says ${NOTE}`);
  const { rows } = await pool().query("select max(number) as number from revision");
  named.details = rows[0].number;
  await titles("Malabo and Budapest", "Names nobody");
  named.description = (await describes(null, `One, of ${TEXT}.`, `On ${NOTE}`)).number ?? 0;
  await describes(named.description, "One.", "Names nobody");
});

async function sought(as: Actor | null): Promise<string[]> {
  const found: string[] = [];
  const numbers = Array.from({ length: 6 }, (_, n) => String(n + 1));
  const compared = numbers.flatMap((to) => [
    `?from=0&to=${to}`,
    ...numbers.filter((from) => from < to).map((from) => `?from=${from}&to=${to}`),
  ]);
  for (const door of doors)
    for (const slug of door.file.includes("[slug]") ? [post, material] : [post])
      for (const number of door.file.includes("[number]") ? numbers : ["1"])
        for (const search of door.file.includes("[slug]/diff/") ? compared : [""]) {
          const place = { slug, number, handle: author.handle, id: randomUUID(), token: "x".repeat(32) };
          const { body } = await knock(door, { as, place, search });
          for (const marker of MARKERS)
            if (body.includes(marker)) found.push(`${door.file} ${slug} ${number} ${search}: ${marker}`);
        }
  return found;
}

const hidden = { text: true, summary: true, author: false, reason: "It names a victim" };
const hidePost = (number: number, as = moderator) =>
  transact(by(as), (ctx) => hidePostRevision(ctx, { slug: post, number, ...hidden }));
const hideMaterial = (number: number, as = moderator) =>
  transact(by(as), (ctx) => hideDescription(ctx, { slug: material, number, ...hidden }));

describe("hidden texts of a post and a description", () => {
  it(
    "was there before for everyone",
    async () => {
      const files = new Set((await sought(null)).map((found) => found.split("/route.ts")[0]));
      expect([...files].sort()).toEqual([
        "app/[locale]/blog/[slug]",
        "app/[locale]/blog/[slug]/diff",
        "app/[locale]/blog/[slug]/history",
        "app/[locale]/blog/[slug]/revisions/[number]",
        "app/[locale]/training/[slug]/diff",
        "app/[locale]/training/[slug]/history",
        "app/[locale]/training/[slug]/revisions/[number]",
      ]);
      expect((await collectOwnData(db(), author.id, new Date())).toString()).toContain(TEXT);
    },
    LONG,
  );

  it("cannot be the current text or a draft, and is decided on by moderators only", async () => {
    const newest = named.details + 1;
    expect(await refusal(hidePost(newest))).toMatchObject({ code: "conflict", reason: "still_stands" });
    expect(await refusal(hidePost(99))).toMatchObject({ code: "not_found" });
    expect(await refusal(hideMaterial(named.description + 1))).toMatchObject({ reason: "still_stands" });
    for (const as of [author, reader]) {
      expect(await refusal(hidePost(named.body, as))).toMatchObject({ code: "forbidden" });
      expect(await refusal(hideMaterial(named.description, as))).toMatchObject({ code: "forbidden" });
    }
    for (const kind of ["posts", "materials"] as const)
      for (const as of [null, author, reader]) {
        const place = { slug: kind === "posts" ? post : material, number: "1" };
        expect((await knock(screenOf(kind), { as, place })).status).not.toBe(200);
      }
  });

  it(
    "are removed from every address at once, and from notifications and exports",
    async () => {
      await hidePost(named.body);
      await hidePost(named.details);
      await hideMaterial(named.description);
      for (const as of [null, reader, author]) expect(await sought(as)).toEqual([]);
      await hoursPass(30);
      const { rows } = await pool().query(
        `select (select coalesce(json_agg(j), '[]') from graphile_worker._private_jobs j)::text as jobs,
          (select coalesce(json_agg(n), '[]') from notice n)::text as notices,
          (select coalesce(json_agg(s.*), '[]') from search_entry s)::text as found`,
      );
      const kept = [JSON.stringify(rows)];
      for (const { id } of [author, reader])
        kept.push((await collectOwnData(db(), id, new Date())).toString());
      for (const marker of MARKERS) for (const one of kept) expect(one).not.toContain(marker);
    },
    LONG,
  );

  it(
    "are in the list of hidden texts, and can be shown again by moderators, who read them in full",
    async () => {
      const { hidings } = await listRestrictions(moderator);
      expect(hidings.total).toBe(3);
      expect(hidings.rows).toMatchObject([
        { of: "material", slug: material, number: named.description, part: "description" },
        { of: "post", slug: post, number: named.details, part: "details" },
        { of: "post", slug: post, number: named.body, part: "body" },
      ]);
      const read = async (kind: "posts" | "materials", slug: string, number: number) =>
        (await knock(screenOf(kind), { as: moderator, place: { slug, number: String(number) } })).body;
      for (const words of [TEXT, NOTE, "It names a victim"]) {
        expect(await read("posts", post, named.body)).toContain(words);
        expect(await read("materials", material, named.description)).toContain(words);
      }
      expect(await read("posts", post, named.details)).toContain(TITLE);
      for (const number of [named.body, named.details])
        await transact(by(moderator), (ctx) => showPostRevision(ctx, { slug: post, number }));
      const number = named.description;
      await transact(by(moderator), (ctx) => showDescription(ctx, { slug: material, number }));
      expect((await listRestrictions(moderator)).hidings.total).toBe(0);
      expect((await sought(null)).length).toBeGreaterThan(0);
    },
    LONG,
  );
});

import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { hidePostRevision, savePost } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { LOCALES } from "@/lib/i18n/locales";
import { runDueJobs } from "@/lib/jobs/worker";
import { findPublicMember } from "@/lib/members";
import { listOwnContributions, listRestrictions } from "@/lib/page-kinds";
import { collectOwnData } from "@/lib/personal-data";
import { acceptRevision, hideRevision, showRevision, undoRevision } from "@/lib/profiles";
import { findProfileHead, listChanges } from "@/lib/profiles/reading";
import { listThingChanges } from "@/lib/profiles/watched/changes";
import { hideDescription, saveDescription } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial } from "@/tests/support/materials";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { publishedPost, savedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, refusal, save, source } from "@/tests/support/sections";
import { hoursPass, place as placeOf, watches } from "@/tests/support/watching";
import { knock, listDoors } from "./doors";

/*
 * Two people whose names put them at risk wrote in a profile, in a post and in the description of a material.
 * Their authorship is hidden; then their names are searched for at every endpoint that answers GET, as a
 * visitor and as members, in all three languages, in notifications, mails and other people's exports. They
 * are found before hiding, which proves that the search works.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
process.env.DATABASE_URL ??= "postgres://placeholder";

const LONG = 300_000;
const slug = "senegal";
const NAMES = ["Zebulon Tamarind", "Wilhelmina Juniper"];

const doors = (await listDoors()).filter(
  ({ method, file }) =>
    // The list of members and a member's page say that they are members, but nothing of what they wrote.
    method === "GET" && !/\[\.\.\.nextauth\]|members\/route|members\/\[handle\]|\/me\/people\//.test(file),
);
const ofPosts = (file: string) => file.includes("/blog/") || file.includes("/posts/");
const ofMaterials = (file: string) => file.includes("/training/") || file.includes("/materials/");

let member: Actor;
let officer: Actor;
let reader: Actor;
let other: Actor;
let moderator: Actor;
let post: string;
let material: string;

/** The numbers of the revisions that the two wrote. */
const at = {
  added: 0,
  credited: 0,
  sources: 0,
  merged: 0,
  merge: 0,
  law: 0,
  last: 0,
  post: 0,
  description: 0,
};

async function called(displayName: string, handle: string, role?: "moderator"): Promise<Actor> {
  const { id } = await makeMember({ displayName, handle });
  if (role) await giveRole(id, role);
  return actorOf(id);
}

const proposes = async (given: Parameters<typeof save>[1]) => (await save(member, given)).number ?? 0;
const accepts = (number: number) => transact(by(other), (ctx) => acceptRevision(ctx, { slug, number }));
const A = { aaaaaa: "One." };

beforeAll(async () => {
  await makeProfile({ slug, iso2: "SN" });
  member = await called("Zebulon Tamarind", "zebulon-tamarind");
  officer = await called("Wilhelmina Juniper", "wilhelmina-juniper", "moderator");
  [reader, other, moderator] = [await makeActor(), await makeActor("trusted"), await makeActor("moderator")];
  await watches(reader, `profile:${slug}`);
  await watches(member, `profile:${slug}`);
  await save(other, { content: prose(A) });
  at.added = await proposes({ base: 1, content: prose({ ...A, bbbbbb: "Two." }) });
  await accepts(at.added);
  const undo = { slug, number: at.added, summary: "Not so", clientToken: randomUUID() };
  await transact(by(other), (ctx) => undoRevision(ctx, undo));
  at.credited = await proposes({ base: 3, content: prose({ ...A, cccccc: "Three." }) });
  const amended = prose({ ...A, cccccc: "Three.", dddddd: "Four." });
  const into = await save(other, { base: at.credited, accepts: at.credited, content: amended });
  const cited = prose({ ...A, cccccc: "Three.", dddddd: "Four. [gazette]" });
  at.merged = await proposes({ base: into.number ?? 0, content: cited, newSources: [source("gazette")] });
  at.sources = at.merged - 1;
  const moved = prose({ aaaaaa: "One, now.", cccccc: "Three.", dddddd: "Four." });
  await save(other, { base: into.number ?? 0, content: moved });
  await accepts(at.merged);
  const { rows } = await pool().query("select max(number) as number from revision");
  at.merge = rows[0].number;
  at.law = await proposes({ section: "laws", content: records(law("act")) });
  await accepts(at.law);
  at.last = at.law;

  const author = await makeActor("practitioner");
  post = await publishedPost(author);
  await watches(reader, `post:${post}`);
  await transact(by(officer), (ctx) =>
    savePost(ctx, savedPost({ slug: post, title: "Two treaties", note: "A better title" })),
  );
  ({ slug: material } = await publishedMaterial(author));
  await watches(reader, `material:${material}`);
  const described = await transact(by(officer), (ctx) =>
    saveDescription(ctx, {
      slug: material,
      base: null,
      content: prose(A),
      summary: "Says what it is",
      clientToken: randomUUID(),
    }),
  );
  at.description = described.number ?? 0;
  const last = await pool().query(
    "select max(r.number) as number from revision r join page p on p.id = r.page_id where p.slug = $1",
    [post],
  );
  at.post = last.rows[0].number;
  await runDueJobs();
});

const numbers = (file: string): string[] => {
  if (ofPosts(file)) return [String(at.post)];
  if (ofMaterials(file)) return [String(at.description)];
  return Array.from({ length: at.last }, (_, n) => String(n + 1));
};

function searchesOf(file: string): string[] {
  if (file.includes("[slug]/diff/"))
    return numbers(file).flatMap((to) => [
      `?from=0&to=${to}`,
      ...(Number(to) > 1 ? [`?from=1&to=${to}`, `?from=${Number(to) - 1}&to=${to}`] : []),
    ]);
  if (file.includes("countries/[slug]/history"))
    return ["", "?section=laws&record=act", "?section=laws&record=act&field=title"];
  if (file.includes("[slug]/export.json")) return ["", `?revision=${at.merge}`];
  return [""];
}

async function sought(as: Actor | null, locale = "en"): Promise<string[]> {
  const found: string[] = [];
  for (const door of doors)
    for (const number of door.file.includes("[number]") ? numbers(door.file) : ["1"])
      for (const section of door.file.includes("[section]") ? ["legislation", "laws", "sources"] : [""])
        for (const search of searchesOf(door.file)) {
          const page = ofPosts(door.file) ? post : ofMaterials(door.file) ? material : slug;
          const place = {
            locale,
            slug: page,
            number,
            section,
            handle: other.handle,
            id: randomUUID(),
            token: "x".repeat(32),
          };
          const { body } = await knock(door, { as, place, search });
          for (const name of NAMES)
            if (body.includes(name)) found.push(`${door.file} ${number} ${section} ${search}: ${name}`);
        }
  return found;
}

const what = { text: false, summary: false, author: true, reason: "Named, they are in danger" };
const hide = (number: number, { as = moderator, through }: { as?: Actor; through?: number } = {}) =>
  transact(by(as), (ctx) => hideRevision(ctx, { slug, number, through, ...what }));

const screenOf = async (kind: string, of: string, number: number, as: Actor) => {
  const door = doors.find(({ file }) => file.includes(`moderation/${kind}/`));
  if (!door) throw new Error("no screen");
  return (await knock(door, { as, place: { slug: of, number: String(number) } })).body;
};

describe("the author of a revision", () => {
  it(
    "is shown everywhere before it is hidden",
    async () => {
      const files = new Set(
        (await sought(reader)).map((found) => found.split("/route.ts")[0]?.replace("app/", "")),
      );
      expect([...files].sort()).toEqual([
        "[locale]",
        "[locale]/blog/[slug]/diff",
        "[locale]/blog/[slug]/history",
        "[locale]/blog/[slug]/revisions/[number]",
        "[locale]/changes",
        "[locale]/changes/feed.xml",
        "[locale]/countries/[slug]",
        "[locale]/countries/[slug]/blame/[section]",
        "[locale]/countries/[slug]/changes.xml",
        "[locale]/countries/[slug]/diff",
        "[locale]/countries/[slug]/history",
        "[locale]/countries/[slug]/revisions/[number]",
        "[locale]/notifications",
        "[locale]/training/[slug]/diff",
        "[locale]/training/[slug]/history",
        "[locale]/training/[slug]/revisions/[number]",
      ]);
      expect(await findPublicMember(member.handle)).toMatchObject({ contributions: 6 });
    },
    LONG,
  );

  it("can be hidden by moderators only, on a decided revision, and only if it has an author", async () => {
    for (const as of [reader, other, member])
      expect(await refusal(hide(at.added, { as }))).toMatchObject({ code: "forbidden" });
    const number = await proposes({ base: at.merge, content: prose({ ...A, zzzzzz: "Waits." }) });
    expect(await refusal(hide(number))).toMatchObject({ code: "conflict", reason: "still_waits" });
    await accepts(number);
    at.last = number;
    await hide(number);
  });

  it(
    "is shown nowhere after the commit, also for revisions merged and saved with it",
    async () => {
      // Another member's revisions in between keep their author.
      await hide(at.added, { through: at.credited });
      expect(await findPublicMember(other.handle)).toMatchObject({ contributions: 4 });
      for (const number of [at.merged, at.law]) await hide(number);
      await transact(by(moderator), (ctx) => hidePostRevision(ctx, { slug: post, number: at.post, ...what }));
      await transact(by(moderator), (ctx) =>
        hideDescription(ctx, { slug: material, number: at.description, ...what }),
      );
      for (const as of [null, reader, other]) expect(await sought(as)).toEqual([]);
      for (const locale of LOCALES) expect(await sought(null, locale)).toEqual([]);
      for (const handle of [member.handle, officer.handle])
        expect(await findPublicMember(handle)).toMatchObject({ contributions: 0, latest: [] });
      // Nor when filtering changes by the member.
      expect((await listChanges({ member: member.handle })).rows).toEqual([]);
    },
    LONG,
  );

  it("is in no notification, mail or export of others, while the authors themselves still see it", async () => {
    await hoursPass(30);
    const { rows } = await pool().query(
      `select (select coalesce(json_agg(j), '[]') from graphile_worker._private_jobs j)::text as jobs,
        (select coalesce(json_agg(n), '[]') from notice n)::text as notices,
        (select coalesce(json_agg(s.*), '[]') from search_entry s where s.kind <> 'member')::text as found`,
    );
    const kept = [JSON.stringify(rows)];
    for (const { id } of [reader, other]) kept.push((await collectOwnData(db(), id, new Date())).toString());
    for (const name of NAMES) for (const one of kept) expect(one).not.toContain(name);
    const own = await listOwnContributions(member, {});
    expect(own.total).toBeGreaterThanOrEqual(7);
    expect((await collectOwnData(db(), member.id, new Date())).toString()).toContain("Three.");
    const range = { from: 1, to: at.last };
    const numbersTold = async (as: Actor) =>
      (await listThingChanges(as, placeOf(`profile:${slug}`) as never, range)).map(({ number }) => number);
    expect(await numbersTold(reader)).toContain(at.added);
    for (const number of [at.added, at.merge, at.law])
      expect(await numbersTold(member)).not.toContain(number);
  });

  it("can be read by moderators, marked as hidden with the reason, and shown again by them", async () => {
    for (const [kind, of, number, name] of [
      ["revisions", slug, at.added, NAMES[0]],
      ["revisions", slug, at.merge, NAMES[0]],
      ["posts", post, at.post, NAMES[1]],
      ["materials", material, at.description, NAMES[1]],
    ] as const)
      for (const words of [name ?? "", "Hidden from readers", "Currently hidden: the author.", what.reason])
        expect(await screenOf(kind, of, number, moderator)).toContain(words);
    const { hidings } = await listRestrictions(moderator);
    expect(hidings.rows.find(({ number, of }) => of === "profile" && number === at.sources)).toMatchObject({
      isTextHidden: false,
      isSummaryHidden: false,
      reason: what.reason,
      hiddenAuthor: { displayName: NAMES[0] },
    });
    await transact(by(moderator), (ctx) => showRevision(ctx, { slug, number: at.added }));
    expect((await sought(null)).some((found) => found.includes("countries/[slug]/history"))).toBe(true);
    const head = await findProfileHead(slug);
    const { rows } = await pool().query(
      `select count(*)::int as count from audit_entry where fact = 'revision.hidden'
       and details ->> 'pageId' = $1 and (details ->> 'isAuthorHidden')::boolean`,
      [head?.pageId],
    );
    expect(rows[0].count).toBe(7);
  }, 60_000);
});

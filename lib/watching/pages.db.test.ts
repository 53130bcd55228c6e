import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { acceptBody, correctPost, postComments, restorePost, retractPost, saveGivenText } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import {
  acceptVersion,
  finishVersion,
  restoreMaterial,
  retractMaterial,
  saveFiles,
  startVersion,
} from "@/lib/training";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { cleanFile, filesOf, materialRow, publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { commented, publishedPost, startedPost } from "@/tests/support/posts";
import { refusal } from "@/tests/support/sections";
import { place, storedNotices, watches } from "@/tests/support/watching";
import {
  changeWatch,
  clearGone,
  countUnseenNotices,
  findWatch,
  listLevels,
  listNotices,
  listWatches,
  markNoticeSeen,
  markSeen,
  noticeWords,
  notifyPageWatchers,
} from "./index";

useDatabase();

let ana: Actor;
let ben: Actor;
let mod: Actor;
let slug: string;
const t = translator("en");

beforeEach(async () => {
  [ana, ben] = [await makeActor("trusted"), await makeActor("trusted")];
  mod = await makeActor("moderator");
  slug = await publishedPost(ana);
  await pool().query("delete from notice");
});

type Command<I> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<unknown>;
async function does<I>(actor: Actor, command: Command<I>, input: I): Promise<void> {
  await transact(by(actor), (ctx) => command(ctx, input));
  await runDueJobs();
}
const writes = async (actor: Actor, text?: string) => {
  const id = await commented(actor, slug, text);
  await runDueJobs();
  return id;
};
const changesText = (actor: Actor, text: string, base: number) =>
  does(actor, saveGivenText, {
    slug,
    base,
    text,
    summary: "Put right",
    clientToken: `token-${base}-${actor.id}`,
  });
const who = async () =>
  (await storedNotices()).map(({ member, kind, category }) => `${member} ${kind} ${category}`).sort();
const says = async (actor: Actor) =>
  (await listNotices(actor, {})).rows.map((line) => {
    const { said, quotes, path } = noticeWords(line.content, t, "en");
    return [said.replaceAll(/[\u2068\u2069]/g, ""), quotes, path];
  });

/** The same without paths. */
const heads = async (actor: Actor) => (await says(actor)).map(([said, quotes]) => [said, quotes]);

describe("watching a post", () => {
  it("starts on its page, and for authors on the first day", async () => {
    await watches(ben, `post:${slug}`);
    expect(await listLevels(ben, place(`post:${slug}`))).toEqual({ [`post:${slug}`]: "watching" });
    expect(await findWatch(ben, place(`post:${slug}`))).toMatchObject({ level: "watching", wider: null });
    expect((await listWatches(ana, {})).rows).toEqual([
      expect.objectContaining({ reason: "own", level: "watching", count: 0 }),
    ]);
    const draft = await startedPost(ana, { title: "Not there yet" });
    const early = transact(by(ben), (ctx) =>
      changeWatch(ctx, { of: place(`post:${draft}`), level: "watching" }),
    );
    expect(await refusal(early)).toMatchObject({ code: "not_found", reason: "watch" });
  });

  it("notifies of comments by others, as one notice until seen", async () => {
    await watches(ben, `post:${slug}`);
    await writes(ben, "My own words.");
    expect(await who()).toEqual([`${ana.handle} post reply`]);
    await writes(mod, "First.");
    const second = await writes(mod, "Second.");
    expect(await who()).toEqual([`${ana.handle} post reply`, `${ben.handle} post post`]);
    expect(await says(ben)).toEqual([
      [
        `2 comments by ${mod.displayName}`,
        ["Second.", "First."],
        `/blog/${slug}?comment=${second}#comment-${second}`,
      ],
    ]);
    expect((await heads(ana)).map(([said]) => said)).toEqual([
      `3 comments by ${mod.displayName}, ${ben.displayName}`,
    ]);
  });

  it("does not notify of a hidden comment, nor twice of one shown again", async () => {
    await watches(ben, `post:${slug}`);
    const id = await writes(mod, "Something rash.");
    await does(mod, postComments.hide, { slug, id, reason: "It names a victim." });
    expect(await says(ben)).toEqual([]);
    expect((await listWatches(ben, {})).rows).toMatchObject([{ count: 0, lastAt: null }]);

    // It has no row in the list and is no longer counted, for this reader only.
    const { unseen, gone } = await listNotices(ben, {});
    expect([unseen, gone.length, await countUnseenNotices(ben.id)]).toEqual([0, 1, 1]);
    await transact(by(ana), (ctx) => clearGone(ctx, gone));
    expect(await countUnseenNotices(ben.id)).toBe(1);
    await transact(by(ben), (ctx) => clearGone(ctx, gone));
    expect(await countUnseenNotices(ben.id)).toBe(0);
    await writes(mod, "Something considered.");
    expect([(await listNotices(ben, {})).gone, await countUnseenNotices(ben.id)]).toEqual([[], 1]);
  });

  it("notifies of a change with its difference, not of a typo correction, and of a correction note", async () => {
    await watches(ben, `post:${slug}`);
    await changesText(mod, "The first paragraf.\n\nThe second paragraph.", 1);
    await pool().query("delete from notice");
    await changesText(mod, "The first paragraph.\n\nThe second paragraph.", 2);
    expect(await storedNotices()).toEqual([]);
    await changesText(mod, "The first paragraph.\n\nAnother one altogether.", 3);
    expect(await says(ben)).toEqual([
      [`1 change by ${mod.displayName}`, ["Put right"], `/blog/${slug}/diff?from=3&to=4`],
    ]);
    const note = "The year was 2016, not 2015.";
    await does(mod, correctPost, { slug, note, clientToken: "token-of-a-note" });
    expect(await heads(ben)).toEqual([[`1 change, 1 correction by ${mod.displayName}`, [note, "Put right"]]]);
    const [line] = (await listWatches(ben, {})).rows;
    expect(line).toMatchObject({ count: 4, seenNumber: 1, newest: 4 });
    expect(line?.happened).toEqual(
      expect.arrayContaining([
        { kind: "change", count: 3 },
        { kind: "correction", count: 1 },
      ]),
    );
  });

  it("notifies of an author's change once accepted, and its author of the decision", async () => {
    await watches(ben, `post:${slug}`);
    await changesText(ana, "The first paragraph, put right.\n\nThe second paragraph.", 1);
    expect((await storedNotices()).filter(({ member }) => member === ben.handle)).toEqual([]);
    await does(mod, acceptBody, { slug, number: 2 });
    expect(await heads(ben)).toEqual([[`1 change by ${ana.displayName}`, ["Put right"]]]);
    expect(await says(ana)).toEqual([["Your edit was accepted", ["Put right"], `/blog/${slug}/revisions/2`]]);
  });

  it("notifies of the retraction and nothing after it; authors get a personal notice", async () => {
    await watches(ben, `post:${slug}`);
    await writes(mod, "A comment.");
    await does(mod, retractPost, { slug, reason: "Its source was withdrawn." });
    expect(await says(ben)).toEqual([["It was retracted", [], `/blog/${slug}`]]);
    expect((await says(ana)).map(([said]) => said)).toEqual(["Your post was retracted"]);
    await does(mod, restorePost, { slug, reason: "Its source stands by it." });
    const [what, quoted] = (await heads(ben))[0] ?? [];
    expect(what).toBe(`published again, 1 comment by ${mod.displayName}`);
    expect(quoted).toEqual(["A comment."]);
    expect((await says(ana))[0]?.[0]).toBe("Your post was published");
  });

  it("is silent when muted or only counted; authors can stop it", async () => {
    await watches(ben, `post:${slug}`, "tracking");
    await watches(ana, `post:${slug}`, "none");
    await writes(mod, `@${ben.handle} and @${ana.handle}`);
    expect(await who()).toEqual([`${ana.handle} comment mention`, `${ben.handle} comment mention`]);
    expect((await listWatches(ben, {})).rows).toMatchObject([{ count: 1 }]);
    await pool().query("delete from notice");
    await watches(ben, `post:${slug}`, "muted");
    await writes(mod, `@${ben.handle} again`);
    expect(await storedNotices()).toEqual([]);
  });

  it("notifies once, however often the job runs", async () => {
    await watches(ben, `post:${slug}`);
    await writes(mod);
    await pool().query("update notice set seen_at = now()");
    const { rows } = await pool().query("select id from page_event");
    const again = () => transact(SYSTEM, (ctx) => notifyPageWatchers(ctx, { pageEventId: rows[0].id }));
    expect(await Promise.all([again(), again()])).toEqual([0, 0]);
  });

  it("is marked seen by reading the post, but not for later comments", async () => {
    await watches(ben, `post:${slug}`);
    await writes(mod, `Words for @${ben.handle}.`);
    await writes(mod, "More words.");
    expect(await countUnseenNotices(ben.id)).toBe(2);
    const read = Date.now();
    await new Promise((soon) => setTimeout(soon, 5));
    await writes(mod, "Later words.");
    await transact(by(ben), (ctx) => markSeen(ctx, { of: place(`post:${slug}`), number: 1, at: read }));
    expect((await listWatches(ben, {})).rows).toMatchObject([{ count: 1 }]);
    // The notice that mentioned the reader is seen; the other has grown since.
    expect(await countUnseenNotices(ben.id)).toBe(1);
    const [line] = (await listNotices(ben, { show: "unseen" })).rows;
    await transact(by(ben), (ctx) => markNoticeSeen(ctx, { noticeId: line?.id ?? "" }));
    expect((await listWatches(ben, {})).rows).toMatchObject([{ count: 0 }]);
    expect(await countUnseenNotices(ben.id)).toBe(0);
  });
});

describe("watching a material", () => {
  let material: string;
  beforeEach(async () => {
    ({ slug: material } = await publishedMaterial(ben));
    await watches(ana, `material:${material}`);
    await pool().query("delete from notice");
  });
  const nextVersion = async (owner: Actor) => {
    await does(owner, startVersion, {
      slug: material,
      label: "2.0",
      changes: "A chapter on seizure.",
      issuedOn: null,
    });
    await does(owner, saveFiles, filesOf(material, [await cleanFile(owner.id)]));
    await does(owner, finishVersion, { slug: material });
  };

  it("notifies of a new version, a change and a retraction", async () => {
    await nextVersion(ben);
    expect(await says(ana)).toEqual([
      [`1 new version by ${ben.displayName}`, ["A chapter on seizure."], `/training/${material}#versions`],
    ]);
    expect((await listWatches(ana, {})).rows[0]).toMatchObject({
      thing: { place: { kind: "material", slug: material } },
      happened: [{ kind: "version", count: 1 }],
    });
    await does(ben, retractMaterial, { slug: material, reason: "It is taught otherwise now." });
    expect(await says(ana)).toEqual([["It was retracted", [], `/training/${material}`]]);
    expect(await says(ben)).toEqual([]);
    await does(ben, restoreMaterial, { slug: material, reason: "It is taught so again." });
    expect((await says(ana)).map(([said]) => said)).toEqual([
      `published again, 1 new version by ${ben.displayName}`,
    ]);
  });

  it("notifies of replaced files", async () => {
    const files = filesOf(material, [await cleanFile(ben.id)], { changes: "Page 3 is readable now." });
    await does(ben, saveFiles, files);
    expect(await heads(ana)).toEqual([[`files replaced by ${ben.displayName}`, ["Page 3 is readable now."]]]);
  });

  it("notifies its owner once of an accepted version, as a decision", async () => {
    const owner = await makeActor();
    await pool().query("update material set owner_id = $1 where slug = $2", [owner.id, material]);
    await watches(owner, `material:${material}`);
    await nextVersion(owner);
    await does(ben, acceptVersion, { slug: material });
    expect((await says(owner)).map(([said]) => said)).toEqual([
      "The new version of your material was published",
    ]);
    expect((await materialRow(material)).state).toBe("published");
  });
});

describe("a watchlist", () => {
  it("filters by kind", async () => {
    const { slug: material } = await publishedMaterial(ben);
    await watches(ana, `material:${material}`);
    await watches(ana, "region:Africa");
    const kinds = async (kind?: "countries" | "posts" | "materials") =>
      (await listWatches(ana, { kind })).rows.map(({ thing }) => thing.place.kind);
    expect((await kinds()).sort()).toEqual(["material", "post", "region"]);
    expect(await kinds("countries")).toEqual(["region"]);
    expect(await kinds("posts")).toEqual(["post"]);
    expect(await kinds("materials")).toEqual(["material"]);
    expect((await listWatches(ana, { kind: "posts" })).total).toBe(1);
  });
});

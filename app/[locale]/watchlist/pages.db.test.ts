import { beforeEach, describe, expect, it } from "vitest";
import { postComments } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { runDueJobs } from "@/lib/jobs/worker";
import { transact } from "@/lib/transact";
import { countUnseenNotices } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { commented, publishedPost } from "@/tests/support/posts";
import { watches } from "@/tests/support/watching";
import * as postPage from "../blog/[slug]/route";
import * as notifications from "../notifications/route";
import * as materialPage from "../training/[slug]/route";
import * as watchlist from "./route";
import * as one from "./watch/route";

useDatabase();

const ask = asker([
  [/^\/watchlist$/, watchlist as Route],
  [/^\/watchlist\/watch$/, one as Route],
  [/^\/notifications$/, notifications as Route],
  [/^\/blog\/(?<slug>[^/]+)$/, postPage as Route],
  [/^\/training\/(?<slug>[^/]+)$/, materialPage as Route],
]);

let ana: Actor;
let ben: Actor;
let post: string;
let material: string;

beforeEach(async () => {
  [ana, ben] = [await makeActor("trusted"), await makeActor("trusted")];
  post = await publishedPost(ben);
  ({ slug: material } = await publishedMaterial(ben));
});

describe("posts and materials", () => {
  it("link to the watch screen in every language, without scripts", async () => {
    for (const [page, of] of [
      [`/blog/${post}`, `post:${post}`],
      [`/training/${material}`, `material:${material}`],
    ] as const) {
      for (const prefix of ["", "/fr", "/ar"]) {
        const { body } = await ask(prefix + page);
        const way = `${prefix}/watchlist/watch?of=${encodeURIComponent(of)}`;
        expect(body).toContain(`href="${way}" data-watch="${of}"`);
        expect(body).toContain(`data-seen="${of}"`);
        expect(body).toContain('id="watch-words"');
      }
      const way = `/watchlist/watch?of=${encodeURIComponent(of)}`;
      const screen = await ask(way, { as: ana });
      expect(screen.status).toBe(200);
      expect(screen.body).toContain(`href="${page}"`);
      const answer = await ask(way, { as: ana, form: { form: "set", of, level: "watching" } });
      expect(answer.to).toBe(`${way}&done=watching`);
    }
  });
});

describe("the watchlist", () => {
  beforeEach(async () => {
    await watches(ana, `post:${post}`);
    await watches(ana, `material:${material}`);
    await commented(ben, post, "Words on the post.");
    await runDueJobs();
  });

  it("shows what is new for each entry, and can be filtered by kind, also after a form", async () => {
    const all = (await ask("/watchlist", { as: ana })).body;
    expect(all).toContain("1 comment");
    expect(all).toContain("Read what is new");
    expect(all).toContain("2 things watched, 1 has changed");
    const posts = (await ask("/watchlist?kind=posts", { as: ana })).body;
    expect(posts).toContain("1 thing watched");
    expect(posts).toContain('href="/watchlist?kind=posts" aria-current="true"');
    expect(posts).not.toContain(`/training/${material}"`);
    const form = {
      form: "seen",
      of: `post:${post}`,
      number: "1",
      at: String(Date.now()),
      kind: "posts",
      show: "",
    };
    const answer = await ask("/watchlist", { as: ana, form });
    expect(answer.to).toBe("/watchlist?kind=posts&done=seen");
    expect((await ask("/watchlist?kind=posts&show=unseen", { as: ana })).body).toContain(
      "Nothing has changed since you last looked.",
    );
    expect((await ask("/watchlist?kind=materials", { as: ben })).body).toContain(
      "You are not watching anything of this kind yet.",
    );
  });

  it("has its notifications beside it, each with its reason and the choice to get fewer", async () => {
    const { body } = await ask("/notifications", { as: ana });
    expect(body).toContain("Words on the post.");
    expect(body).toContain(`href="/blog/${post}?comment=`);
    expect(body).toContain("Why: you watch ");
    const muted = await ask("/notifications", {
      as: ana,
      form: { form: "level", of: `post:${post}`, level: "muted", show: "" },
    });
    expect(muted.to).toBe("/notifications?done=muted");
    await commented(ben, post, `For @${ana.handle}`);
    await runDueJobs();
    expect((await ask("/notifications", { as: ana })).body).not.toContain(`For @${ana.handle}`);
    const french = (await ask("/fr/notifications", { as: ana })).body;
    expect(french).toContain("1 commentaire par");
  });
});

describe("the notifications", () => {
  it("match their number, even if the subject of one was hidden since", async () => {
    const mod = await makeActor("moderator");
    await watches(ana, `post:${post}`);
    const id = await commented(ben, post, "Something rash.");
    await runDueJobs();
    expect((await ask("/notifications", { as: ana })).body).toContain("1 notification not seen");
    await transact(by(mod), (ctx) =>
      postComments.hide(ctx, { slug: post, id, reason: "It names a victim." }),
    );
    expect(await countUnseenNotices(ana.id)).toBe(1);
    expect((await ask("/notifications", { as: ana })).body).not.toContain("1 notification not seen");
    expect(await countUnseenNotices(ana.id)).toBe(0);
  });
});

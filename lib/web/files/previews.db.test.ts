import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { postPreview } from "@/db/schema/blog";
import { makePreview, publishPost, revokePreview } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { useFileDoor } from "@/tests/support/file-door";
import { by, makeActor } from "@/tests/support/members";
import { startedPost } from "@/tests/support/posts";
import { pictureOf } from "@/tests/support/sample-files";

useDatabase();
const { ask, upload } = useFileDoor();
setEnvironment({ RATE_LIMITS: "off" });

let ana: Actor;
beforeEach(async () => {
  ana = await makeActor();
});

async function drafted(given: object = {}) {
  const { id } = await upload(ana, "cover.png", await pictureOf("png", 900, 500));
  const slug = await startedPost(ana, { coverId: id, coverAlt: "A map", ...given });
  return { id, slug, at: `/files/${id}/pictures/640.webp` };
}

const link = async (slug: string) =>
  `/blog/preview/${(await transact(by(ana), (ctx) => makePreview(ctx, { slug }))).token}`;

describe("pictures of an unpublished post", () => {
  it("are visible to its writers and to moderators, not to all trusted members", async () => {
    const { at } = await drafted();
    expect((await ask(at, { as: ana })).status).toBe(200);
    expect((await ask(at, { as: await makeActor("moderator") })).status).toBe(200);
    for (const other of [null, await makeActor(), await makeActor("trusted")])
      expect((await ask(at, { as: other })).status).toBe(404);
  });

  it("are visible by a preview link until it ends, and never cached", async () => {
    const { slug, at } = await drafted();
    const preview = await link(slug);
    const got = await ask(preview + at);
    expect([got.status, got.headers["content-type"]]).toEqual([200, "image/webp"]);
    expect(got.headers["cache-control"]).toBe("private, no-store");
    expect((await ask(at)).status).toBe(404);
    const [row] = await db().select().from(postPreview);
    await transact(by(ana), (ctx) => revokePreview(ctx, { slug, id: row?.hash ?? "" }));
    expect((await ask(preview + at)).status).toBe(404);
    const other = await link(slug);
    await db()
      .update(postPreview)
      .set({ expiresAt: new Date(Date.now() - 1000) });
    expect((await ask(other + at)).status).toBe(410);
  });

  it("are limited to the link's own post, and move to their own addresses on publication", async () => {
    const first = await drafted();
    const second = await drafted({ title: "Another post" });
    const preview = await link(first.slug);
    expect((await ask(preview + second.at)).status).toBe(404);
    expect((await ask(`/blog/preview/${"x".repeat(32)}${first.at}`)).status).toBe(404);
    const mod = await makeActor("moderator");
    await transact(by(mod), (ctx) => publishPost(ctx, { slug: first.slug }));
    expect((await ask(preview + first.at)).status).toBe(404);
    expect((await ask(first.at)).status).toBe(200);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/api/feeds/[token]/notifications.xml/route";
import { db, pool } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { createApiToken, revokeApiToken } from "@/lib/accounts/api-tokens";
import { CreateApiToken } from "@/lib/accounts/api-tokens/model";
import type { Actor } from "@/lib/core/actor";
import { addToRoom, removeFromRoom } from "@/lib/discussions";
import { runDueJobs } from "@/lib/jobs/worker";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { changes, watches } from "@/tests/support/watching";

useDatabase();

let owner: Actor;
let author: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal", nameFr: "Sénégal" });
  owner = await makeActor("trusted");
  author = await makeActor("trusted");
});

const made = (scopes: string[], actor = owner) =>
  transact(by(actor), (ctx) =>
    createApiToken(ctx, CreateApiToken.parse({ purpose: scopes.join() || "none", scopes, days: 30 })),
  );

async function read(token: string, headers: Record<string, string> = {}) {
  const request = new Request(`http://localhost:3000/api/feeds/${token}/notifications.xml`, { headers });
  const answer = await GET(request, { params: Promise.resolve({ token }) });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

describe("a private feed", () => {
  it("has its owner's notifications in their language, and none that others got", async () => {
    const { id } = await makeMember({ locale: "fr" });
    const french = await actorOf(id);
    await watches(french, "profile:senegal");
    await changes(author, { summary: "A new law" });
    const { token } = await made(["feeds:read"], french);
    const { status, text, headers } = await read(token);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    expect(headers.get("cache-control")).toBe("private, no-cache");
    expect(text).toContain("Sénégal");
    expect(text).toContain("A new law");
    expect(text).toMatch(/href="http[^"]+\/fr\/countries\/senegal\/diff/);
    expect(text.match(/<entry/g)).toHaveLength(1);
    const { token: other } = await made(["feeds:read"]);
    expect((await read(other)).text).not.toContain("<entry");
  });

  it("is not sent again to a feed reader that has it", async () => {
    const { token } = await made(["feeds:read"]);
    const etag = (await read(token)).headers.get("etag") ?? "";
    expect(await read(token, { "if-none-match": etag })).toMatchObject({ status: 304, text: "" });
    await watches(owner, "profile:senegal");
    await changes(author);
    expect((await read(token, { "if-none-match": etag })).status).toBe(200);
  });

  it("ends with its token, with its owner's access, and is nothing for other tokens", async () => {
    const { token, apiTokenId } = await made(["feeds:read"]);
    const { token: forEdits } = await made(["profiles:write"]);
    expect((await read(token)).status).toBe(200);
    for (const wrong of [forEdits, `${token.slice(0, -1)}_`]) expect((await read(wrong)).status).toBe(404);
    await db().update(member).set({ state: "suspended" });
    expect((await read(token)).status).toBe(404);
    await db().update(member).set({ state: "active" });
    await transact(by(owner), (ctx) => revokeApiToken(ctx, { apiTokenId }));
    const { status, text } = await read(token);
    expect([status, text.includes(token)]).toEqual([404, false]);
  });

  it("has no token that can do anything else", async () => {
    await expect(made(["feeds:read", "profiles:write"])).rejects.toThrow("feed_alone");
  });

  it("tells nothing that was written in a room, and nothing at all of a room that was left", async () => {
    await madeCategory({ slug: "room", name_en: "Room", audience: "group" });
    const admin = await makeActor("administrator");
    for (const { handle } of [owner, author])
      await transact(by(admin), (ctx) => addToRoom(ctx, { slug: "room", handle }));
    await watches(owner, "category:room");
    const { slug } = await openedTopic(author, { category: "room", title: "A marker" }, "rooms");
    await replied(author, slug, "Words of the room", null, "rooms");
    await runDueJobs();
    const { token } = await made(["feeds:read"]);
    const { text } = await read(token);
    expect(text).toContain("<entry");
    expect(text).not.toContain("Words of the room");
    await transact(by(admin), (ctx) => removeFromRoom(ctx, { slug: "room", handle: owner.handle }));
    const { rowCount } = await pool().query("select 1 from notice where member_id = $1", [owner.id]);
    expect(rowCount).toBeGreaterThan(0);
    const after = (await read(token)).text;
    for (const word of ["<entry", "marker", "Room"]) expect(after).not.toContain(word);
  });
});

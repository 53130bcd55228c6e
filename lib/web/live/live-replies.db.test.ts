import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { noteWriting, topicReplies } from "@/lib/discussions";
import type { TopicArea } from "@/lib/discussions/areas/model";
import { transact } from "@/lib/transact";
import { muteMember } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { actorOfOpenPage } from "../current-actor";
import { createFrontDoor } from "../door/front-door";
import { sessionCookies } from "../sign-in/sign-in";
import { endLiveReplies } from "./live-replies";
import { type LiveNews, TopicHub } from "./topic-hub";

useDatabase();

let ama: Actor;
let kofi: Actor;
let slug: string;

beforeEach(async () => {
  await madeCategory();
  [ama, kofi] = [await makeActor("trusted"), await makeActor("trusted")];
  ({ slug } = await openedTopic(ama));
});

/** A page that a reader has open: what it was told. */
function opened(
  hub: TopicHub,
  who: Actor | null,
  given: { after?: number; area?: TopicArea; number?: string } = {},
) {
  const { after = 0, area = "discussions", number = slug } = given;
  const told: LiveNews[] = [];
  const key = { area, number: Number(number) };
  const reader = {
    key,
    after,
    who: async () => who && actorOf(who.id),
    tell: (news: LiveNews) => told.push(news),
  };
  hub.join(reader, "192.0.2.7");
  return told;
}
const writes = (actor: Actor | null, number = slug, area: TopicArea = "discussions") =>
  transact(by(actor), (ctx) => noteWriting(ctx, { area, slug: number }));

describe("open topics", () => {
  it("tell each page of new replies by others, once", async () => {
    const hub = new TopicHub(3_600_000);
    const [visitor, author, late] = [opened(hub, null), opened(hub, kofi), opened(hub, null, { after: 2 })];
    await hub.look();
    expect([visitor, author, late]).toEqual([[], [], []]);
    const id = await replied(kofi, slug, "One.");
    await replied(ama, slug, "Two.");
    await hub.look();
    await hub.look();
    expect(visitor).toEqual([{ count: 2, first: 1, writing: [] }]);
    expect(author).toEqual([{ count: 1, first: 2, writing: [] }]);
    expect(late).toEqual([]);
    await transact(by(await makeActor("moderator")), (ctx) =>
      topicReplies.hide(ctx, { slug, id, reason: "Names a victim" }),
    );
    await hub.look();
    expect(visitor.at(-1)).toEqual({ count: 1, first: 2, writing: [] });
    // A topic that nobody may read any more has no news.
    await pool().query("update topic set state = 'hidden'");
    await hub.look();
    expect(visitor.at(-1)).toEqual({ count: 0, first: null, writing: [] });
  });

  it("ask who a reader is only when their topic changed, which does not keep their session alive", async () => {
    const hub = new TopicHub(3_600_000);
    let asked = 0;
    const who = async () => {
      asked += 1;
      return null;
    };
    const key = { area: "discussions", number: Number(slug) } as const;
    hub.join({ key, after: 0, who, tell: () => undefined }, "192.0.2.7");
    await replied(kofi, slug);
    for (let look = 0; look < 4; look += 1) await hub.look();
    expect(asked).toBe(1);
    const id = ama.sessionId ?? "";
    await pool().query("update session set last_seen_at = now() - interval '10 minutes' where id = $1", [id]);
    const [cookie = ""] = await sessionCookies({
      sessionId: id,
      deviceToken: "x".repeat(43),
      locale: "en",
      owesCharter: false,
    });
    const page = new Headers({ cookie: cookie.split(";")[0] ?? "" });
    expect((await actorOfOpenPage(page))?.id).toBe(ama.id);
    const { rows } = await pool().query(
      "select last_seen_at < now() - interval '9 minutes' as is_old from session where id = $1",
      [id],
    );
    expect(rows).toEqual([{ is_old: true }]);
  });

  it("name who writes to other members, until they stop", async () => {
    const hub = new TopicHub(3_600_000);
    const [visitor, author, other] = [opened(hub, null), opened(hub, kofi), opened(hub, ama)];
    await writes(kofi);
    await hub.look();
    expect([visitor, author].map((told) => told.at(-1)?.writing ?? [])).toEqual([[], []]);
    expect(other).toEqual([{ count: 0, first: null, writing: [kofi.displayName] }]);
    await hub.look(new Date(Date.now() + 31_000));
    expect(other.at(-1)).toEqual({ count: 0, first: null, writing: [] });
  });

  it("say nothing of members whom the reader muted", async () => {
    const muting = { handle: kofi.handle, isMuted: true };
    await transact(by(ama), (ctx) => muteMember(ctx, muting));
    const hub = new TopicHub(3_600_000);
    const [own, visitor] = [opened(hub, ama), opened(hub, null)];
    await replied(kofi, slug);
    await writes(kofi);
    await hub.look();
    expect([own, visitor.at(-1)?.count]).toEqual([[], 1]);
  });

  it("take no report of writing from those who may not reply", async () => {
    expect((await refusal(writes(null))).code).toBe("unauthenticated");
    expect((await refusal(writes(kofi, "999"))).code).toBe("not_found");
    await pool().query("update topic set is_closed = true");
    expect((await refusal(writes(kofi))).code).toBe("forbidden");
  });

  it("of a restricted room tell its readers, and nobody who lost access", async () => {
    await madeCategory({ slug: "joint-team", audience: "group" });
    const { rows } = await pool().query("select id from category where slug = 'joint-team'");
    const list = (member: Actor) =>
      pool().query("insert into room_member values ($1, $2, null, now())", [rows[0].id, member.id]);
    await list(ama);
    await list(kofi);
    const { slug: number } = await openedTopic(ama, { category: "joint-team" }, "rooms");
    const hub = new TopicHub(3_600_000);
    const at = { area: "rooms", number } as const;
    const stranger = await makeActor("trusted");
    const [visitor, outside, inside, left] = [
      opened(hub, null, at),
      opened(hub, stranger, at),
      opened(hub, ama, at),
      opened(hub, kofi, at),
    ];
    await writes(ama, number, "rooms");
    expect((await refusal(writes(stranger, number, "rooms"))).code).toBe("not_found");
    await pool().query("delete from room_member where member_id = $1", [kofi.id]);
    await replied(ama, number, "For this room.", null, "rooms");
    await replied(await makeActor("moderator"), number, "Noted.", null, "rooms");
    await hub.look();
    expect([visitor, outside, left]).toEqual([[], [], []]);
    expect(inside).toEqual([{ count: 1, first: 2, writing: [] }]);
    // A public topic of the same number has its own replies.
    expect(opened(hub, null, { number })).toEqual([]);
  });
});

describe("the stream of a page", () => {
  let server: Server;
  let base = "";

  beforeAll(async () => {
    server = createFrontDoor(async (_, res) => void res.writeHead(404).end());
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/live-replies`;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  it("says in words how many replies are new, and ends with the process", async () => {
    const answer = await fetch(`${base}?area=discussions&topic=${slug}&after=0&lang=fr`);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
      "private, no-store",
    ]);
    await replied(kofi, slug);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("nouvelle")) text += (await reader?.read())?.value ?? "";
    expect(text).toContain('data: {"first":1,"bar":"1 nouvelle réponse","writing":""}');
    endLiveReplies();
    while (!(await reader?.read())?.done);
  });

  it("is refused without a topic, and for a room to those who may not read it, whether there is one or not", async () => {
    expect((await fetch(`${base}?area=discussions&topic=x&after=0`)).status).toBe(400);
    await madeCategory({ slug: "members-room", audience: "members" });
    const { slug: number } = await openedTopic(ama, { category: "members-room" }, "rooms");
    for (const topic of [number, "999"])
      expect((await fetch(`${base}?area=rooms&topic=${topic}&after=0`)).status).toBe(204);
  });

  it("is given to a hundred pages of one network at once", async () => {
    const hub = new TopicHub(3_600_000);
    const reader = () => ({
      key: { area: "discussions", number: 1 } as const,
      after: 0,
      who: async () => null,
      tell: () => undefined,
    });
    const joined = Array.from({ length: 101 }, () => hub.join(reader(), "192.0.2.7"));
    expect(joined.filter((leave) => leave === null)).toHaveLength(1);
    expect(hub.join(reader(), "192.0.2.8")).not.toBeNull();
    joined[0]?.();
    expect(hub.join(reader(), "192.0.2.7")).not.toBeNull();
    expect(hub.size).toBe(101);
  });
});

import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { notice } from "@/db/schema/watching";
import { webhookDelivery, webhookEndpoint, webhookEvent } from "@/db/schema/webhooks";
import { restorePost, retractPost } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { roomCommands, topicCommands } from "@/lib/discussions";
import { runDueJobs } from "@/lib/jobs/worker";
import { hideRevision } from "@/lib/profiles";
import { verifySection } from "@/lib/profiles/freshness";
import { restoreMaterial, retractMaterial, saveMaterial } from "@/lib/training";
import { SYSTEM, transact } from "@/lib/transact";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { type Received, startReceiver } from "@/tests/support/https-receiver";
import { publishedMaterial, savedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { fillTables, plansOf } from "@/tests/support/plans";
import { publishedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, save } from "@/tests/support/sections";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import {
  changeWebhook,
  listDeliveries,
  registerWebhook,
  removeWebhook,
  replayEvents,
  resendDelivery,
  rotateWebhookSecret,
  sendWebhook,
  spreadEvent,
  switchWebhook,
  testWebhook,
} from "./index";
import { FAILING_DAYS, listEventKinds, PAUSES, RegisterWebhook } from "./model";
import { WEBHOOK_DATA } from "./personal-data";

useDatabase();

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: { status: number; headers?: object } | null = { status: 204 };
let admin: Actor;

beforeAll(async () => {
  receiver = await startReceiver(() => answer);
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  setEnvironment({ WEBHOOKS: "local" });
  receiver.got.splice(0);
  answer = { status: 204 };
  admin = await makeActor("administrator");
});

const registered = (given: object = {}) =>
  transact(by(admin), (ctx) =>
    registerWebhook(
      ctx,
      RegisterWebhook.parse({ name: "Ministry", hookUrl: receiver.url, kinds: listEventKinds(), ...given }),
    ),
  );

/** Does what the jobs do: gives events to the endpoints, and makes the attempts that are due. */
async function work(now = new Date()) {
  for (const { id } of await db()
    .select({ id: webhookEvent.id })
    .from(webhookEvent)
    .where(isNull(webhookEvent.spreadAt)))
    await transact(SYSTEM, (ctx) => spreadEvent(ctx, { webhookEventId: id }), { now });
  const waiting = await db()
    .select({ id: webhookDelivery.id, nextAt: webhookDelivery.nextAt })
    .from(webhookDelivery)
    .where(eq(webhookDelivery.state, "waiting"))
    .orderBy(webhookDelivery.id);
  for (const { id, nextAt } of waiting)
    if (nextAt && nextAt <= now) await sendWebhook({ webhookDeliveryId: id }, { guard: receiver.guard, now });
}

const bodyOf = ({ body }: Received) =>
  JSON.parse(body.toString("utf8")) as { type: string; data: Record<string, unknown> };
const types = () => receiver.got.map((one) => bodyOf(one).type);
const states = async () =>
  (await db().select({ state: webhookDelivery.state }).from(webhookDelivery).orderBy(webhookDelivery.id)).map(
    ({ state }) => state,
  );
const endpoint = async () => (await db().select().from(webhookEndpoint))[0];

/** Checks a signature as receivers do. */
function isSignedWith(secret: string, { headers, body }: Received): boolean {
  const text = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body.toString("utf8")}`;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const expected = `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
  return (headers["webhook-signature"] ?? "").split(" ").includes(expected);
}

describe("webhooks", () => {
  it("tell an organisation what everybody can read, signed, and nothing else", async () => {
    const { secret } = await registered();
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const trusted = await makeActor("trusted");
    const { number } = await save(trusted, { content: prose({ aaaaaa: "A law." }) });
    await transact(by(admin), (ctx) =>
      verifySection(ctx, { slug: "senegal", section: "legislation", seen: number ?? 0 }),
    );
    await save(trusted, {
      section: "laws",
      content: records(
        law("law-one", {
          provisions: [{ id: "one-2", locator: "art. 2", articles: ["185-2"], confidence: "likely" }],
        }),
      ),
    });
    await publishedPost(await makeActor(), { countries: ["GH"], topics: ["ransomware"] });
    const owner = await makeActor("moderator");
    await publishedMaterial(owner, { access: "members", title: "SECRET-MARK" });
    await publishedMaterial(owner, { title: "For everybody" });
    await madeCategory();
    await madeCategory({ slug: "joint-team", audience: "practitioners" });
    await openedTopic(owner, { title: "Who testifies in court?" });
    await openedTopic(owner, { category: "joint-team", title: "SECRET-MARK of a room" }, "rooms");
    await work();
    expect(types().sort()).toEqual([
      "law.changed",
      "post.published",
      "section.changed",
      "section.verified",
      "topic.opened",
      "training.published",
    ]);
    const all = receiver.got.map(({ body }) => body.toString("utf8")).join("\n");
    expect(all).not.toContain("SECRET-MARK");
    expect(all).not.toContain("A law.");
    expect(receiver.got.every((one) => isSignedWith(secret, one))).toBe(true);
    const changed = receiver.got.find((one) => bodyOf(one).type === "law.changed");
    expect(changed && bodyOf(changed)).toMatchObject({
      version: 1,
      data: { country: { code: "SN" }, section: "laws", countries: ["SN"], articles: ["185-2"] },
    });
    const section = receiver.got.find((one) => bodyOf(one).type === "section.changed");
    expect(section && bodyOf(section).data).toMatchObject({
      url: "http://localhost:3000/countries/senegal#legislation",
      apiUrl: "http://localhost:3000/api/v1/countries/senegal/sections/legislation",
    });
    // Each arrives once, however often the jobs run.
    await work();
    expect(receiver.got).toHaveLength(6);
    expect((await listFacts()).filter((fact) => fact.startsWith("webhook."))).toEqual(["webhook.registered"]);
  });

  it("leave out what is narrowed, and what was hidden or withdrawn before it is sent", async () => {
    const { webhookId } = await registered({ countries: ["GH"], topics: ["ransomware"] });
    await registered({ name: "Another", kinds: ["section.changed"], countries: ["SN"] });
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const author = await makeActor();
    const kept = await publishedPost(author, { countries: ["GH", "SN"], topics: ["ransomware", "malware"] });
    await publishedPost(author, { countries: ["SN"], topics: ["ransomware"] });
    await publishedPost(author, { countries: ["GH"], topics: ["malware"] });
    const trusted = await makeActor("trusted");
    const { number } = await save(trusted, { content: prose({ aaaaaa: "Harmful words." }) });
    await save(trusted, { base: number, content: prose({ aaaaaa: "Better words." }) });
    const events = await db().select({ id: webhookEvent.id }).from(webhookEvent);
    for (const { id } of events) await transact(SYSTEM, (ctx) => spreadEvent(ctx, { webhookEventId: id }));
    expect(await db().$count(webhookDelivery, eq(webhookDelivery.endpointId, webhookId))).toBe(1);
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) => retractPost(ctx, { slug: kept, reason: "It was wrong." }));
    await transact(by(moderator), (ctx) =>
      hideRevision(ctx, {
        slug: "senegal",
        number: number ?? 0,
        text: true,
        summary: false,
        author: false,
        reason: "Personal data",
      }),
    );
    await work();
    expect((await states()).sort()).toEqual(["sent", "sent", "withdrawn", "withdrawn"]);
    expect(types().sort()).toEqual(["post.retracted", "section.changed"]);
    const section = receiver.got.find((one) => bodyOf(one).type === "section.changed");
    expect(section && bodyOf(section).data.revision).toBe(2);
  });

  it("tell what was taken back by its address alone, and again what came back", async () => {
    await registered();
    const moderator = await makeActor("moderator");
    const owner = await makeActor("moderator");
    const slug = await publishedPost(await makeActor(), { title: "SECRET-POST" });
    const { slug: open } = await publishedMaterial(owner, { title: "SECRET-OPEN" });
    const { slug: closed } = await publishedMaterial(owner, { access: "members", title: "SECRET-CLOSED" });
    await madeCategory();
    await madeCategory({ slug: "joint-team", audience: "practitioners" });
    const topic = await openedTopic(owner, { title: "SECRET-TOPIC in court" });
    const room = await openedTopic(owner, { category: "joint-team", title: "SECRET-ROOM of us" }, "rooms");
    const held = await openedTopic(await makeActor(), { text: "See https://spam.example.org" });
    await work();
    const published = receiver.got.splice(0).map(({ headers }) => headers["webhook-id"]);
    expect(published).toHaveLength(3);
    const reason = "It was wrong.";
    const act = (run: (ctx: Ctx) => Promise<unknown>) => transact(by(moderator), run);
    await act((ctx) => retractPost(ctx, { slug, reason }));
    for (const one of [open, closed]) await act((ctx) => retractMaterial(ctx, { slug: one, reason }));
    await act((ctx) => roomCommands.hide(ctx, { slug: room.slug, reason }));
    for (const one of [topic, held]) await act((ctx) => topicCommands.hide(ctx, { slug: one.slug, reason }));
    const taken = () =>
      receiver.got.map((one) => [bodyOf(one).type, bodyOf(one).data.url, bodyOf(one).data.apiUrl]).sort();
    const home = "http://localhost:3000";
    await work();
    expect(taken()).toEqual([
      ["post.retracted", `${home}/blog/${slug}`, `${home}/api/v1/posts/${slug}`],
      ["topic.hidden", `${home}/discussions/t/${topic.number}`, null],
      ["training.retracted", `${home}/training/${open}`, `${home}/api/v1/materials/${open}`],
    ]);
    const said = receiver.got.map(({ body }) => body.toString("utf8")).join();
    for (const word of ["SECRET-", "secret-topic", reason, "title"]) expect(said).not.toContain(word);
    // What is public again is told of as at first, under a new id.
    receiver.got.splice(0);
    await act((ctx) => restorePost(ctx, { slug, reason }));
    await act((ctx) => topicCommands.show(ctx, { slug: topic.slug }));
    await act((ctx) => restoreMaterial(ctx, { slug: open, reason }));
    await work();
    expect(types().sort()).toEqual(["post.published", "topic.opened", "training.published"]);
    expect(receiver.got.filter(({ headers }) => published.includes(headers["webhook-id"]))).toEqual([]);
    // Retracted and restored before anything is sent: the copy can stay.
    receiver.got.splice(0);
    await act((ctx) => retractPost(ctx, { slug, reason }));
    await act((ctx) => restorePost(ctx, { slug, reason }));
    await work();
    expect(types()).toEqual(["post.published"]);
  });

  it("tell when training material is closed to the public, and when it is opened", async () => {
    await registered({ kinds: ["training.retracted", "training.published"] });
    const owner = await makeActor("moderator");
    const { slug } = await publishedMaterial(owner, { title: "For everybody" });
    await work();
    receiver.got.splice(0);
    const changed = async (given: object) => {
      await transact(by(owner), (ctx) => saveMaterial(ctx, savedMaterial({ slug, ...given })));
      await work();
      return receiver.got.splice(0).map((one) => bodyOf(one).type);
    };
    expect(await changed({ title: "For everybody, once more" })).toEqual([]);
    expect(await changed({ access: "members" })).toEqual(["training.retracted"]);
    expect(await changed({ access: "members", title: "For members" })).toEqual([]);
    expect(await changed({ access: "public" })).toEqual(["training.published"]);
  });

  it("are tried again for two days, then switched off, and administrators are told", async () => {
    const { webhookId } = await registered();
    const other = await makeActor("administrator");
    answer = { status: 500 };
    await transact(by(admin), (ctx) => testWebhook(ctx, { id: webhookId }));
    const start = Date.now() + 1_000;
    let at = start;
    for (const pause of [0, ...PAUSES]) {
      at += pause;
      await work(new Date(at));
    }
    expect(receiver.got).toHaveLength(PAUSES.length + 1);
    expect(new Set(receiver.got.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await states()).toEqual(["failed"]);
    expect(await endpoint()).toMatchObject({ off: null, failingSince: new Date(start) });
    const later = new Date(start + FAILING_DAYS * 86_400_000);
    await transact(by(admin), (ctx) => testWebhook(ctx, { id: webhookId }), { now: later });
    await work(later);
    expect((await endpoint())?.off).toBe("failing");
    expect(await listFacts()).toContain("webhook.stopped");
    const told = await db()
      .select({ memberId: notice.memberId })
      .from(notice)
      .where(eq(notice.kind, "webhook.stopped"));
    expect(told.map(({ memberId }) => memberId).sort()).toEqual([admin.id, other.id].sort());
    // What still waited is not sent, and nothing more can be until it is on again.
    await work(new Date(later.getTime() + 3_600_000));
    expect(await states()).toEqual(["failed", "stopped"]);
    const test = () => transact(by(admin), (ctx) => testWebhook(ctx, { id: webhookId }));
    await expect(test()).rejects.toMatchObject({ reason: "webhook_off" });
    await transact(by(admin), (ctx) => switchWebhook(ctx, { id: webhookId, isOn: true }));
    answer = { status: 410 };
    await test();
    await work();
    expect((await endpoint())?.off).toBe("gone");
  });

  it("follow no redirect, wait for a server that is silent, and reach no closed address", async () => {
    const { webhookId } = await registered();
    const test = () => transact(by(admin), (ctx) => testWebhook(ctx, { id: webhookId }));
    answer = { status: 302, headers: { location: "https://localhost/elsewhere" } };
    await test();
    await work();
    expect(receiver.got).toHaveLength(1);
    const deliveries = async () => (await listDeliveries(admin, { id: webhookId })).rows;
    expect(await deliveries()).toMatchObject([{ state: "waiting", status: 302, attempts: 1, failure: null }]);
    await db().delete(webhookEvent);
    for (const hookUrl of [
      "https://10.0.0.1/",
      "https://169.254.169.254/latest/meta-data",
      "https://[::ffff:10.0.0.1]/",
      "https://[fd00::1]/",
      "https://0x0a000001/",
      "https://8.8.8.8:8443/",
    ]) {
      await transact(by(admin), (ctx) =>
        changeWebhook(ctx, {
          ...RegisterWebhook.parse({ name: "Ministry", hookUrl, kinds: ["post.published"] }),
          id: webhookId,
        }),
      );
      await test();
      await work();
      expect([(await deliveries())[0]?.failure, hookUrl]).toEqual(["address", hookUrl]);
      // Nothing else is tried for some minutes: an address that does not answer takes ten seconds each time.
      await work(new Date(Date.now() + 65_000));
      expect((await deliveries())[0]).toMatchObject({ state: "waiting", attempts: 1 });
      await db().delete(webhookEvent);
    }
    expect(receiver.got).toHaveLength(1);
    setEnvironment({ WEBHOOKS: "on" });
    await expect(registered({ name: "Plain", hookUrl: "http://127.0.0.1:3000/" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(
      transact(by(await makeActor("moderator")), (ctx) => testWebhook(ctx, { id: webhookId })),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are sent again one by one or since a time, with the former key for a day, and are forgotten", async () => {
    const first = await registered();
    const id = first.webhookId;
    await publishedPost(await makeActor(), { topics: ["ransomware"] });
    await work();
    await transact(by(admin), (ctx) => switchWebhook(ctx, { id, isOn: false }));
    // It happens while nothing is sent.
    await publishedPost(await makeActor(), { topics: ["malware"] });
    await work();
    expect(receiver.got).toHaveLength(1);
    await transact(by(admin), (ctx) => switchWebhook(ctx, { id, isOn: true }));
    const rotate = () => transact(by(admin), (ctx) => rotateWebhookSecret(ctx, { id }));
    await rotate();
    // Pressed twice, the key that the receiver has still signs.
    const second = await rotate();
    const replay = () => transact(by(admin), (ctx) => replayEvents(ctx, { id, hours: 24 }));
    expect(await replay()).toEqual({ count: 2 });
    // Pressed twice, nothing is queued twice.
    expect(await replay()).toEqual({ count: 0 });
    await work(new Date(Date.now() + 1_000));
    expect(receiver.got).toHaveLength(3);
    expect(receiver.got[1]?.headers["webhook-id"]).toBe(receiver.got[0]?.headers["webhook-id"]);
    const last = receiver.got.at(-1) as Received;
    expect([isSignedWith(first.secret, last), isSignedWith(second.secret, last)]).toEqual([true, true]);
    const [row] = (await listDeliveries(admin, { id })).rows;
    const again = () => transact(by(admin), (ctx) => resendDelivery(ctx, { id, deliveryId: row?.id ?? "" }));
    await Promise.all([again(), again()]);
    expect((await listFacts()).filter((fact) => fact === "webhook.resent")).toHaveLength(1);
    const tomorrow = new Date(Date.now() + 25 * 3_600_000);
    await work(tomorrow);
    expect(receiver.got).toHaveLength(4);
    expect(isSignedWith(first.secret, receiver.got.at(-1) as Received)).toBe(false);
    const now = new Date(Date.now() + 31 * 86_400_000);
    const counts = await db().transaction(
      (tx) => WEBHOOK_DATA.expire?.({ tx, now } as never) as Promise<object>,
    );
    expect(counts).toEqual({ webhookEvents: 2 });
    expect(await db().$count(webhookDelivery)).toBe(0);
    await transact(by(admin), (ctx) => removeWebhook(ctx, { id }));
    expect(await endpoint()).toBeUndefined();
  });

  it("are sent by the worker, and not at all if the operator has not switched them on", async () => {
    const paths: string[] = [];
    const plain = createServer((request, response) => {
      paths.push(`${request.method} ${request.url}`);
      response.end();
    });
    await new Promise<void>((done) => plain.listen(0, "127.0.0.1", done));
    const { webhookId } = await registered({
      hookUrl: `http://127.0.0.1:${(plain.address() as AddressInfo).port}/in`,
    });
    await publishedPost(await makeActor());
    while ((await runDueJobs()).done > 0);
    expect(paths).toEqual(["POST /in"]);
    expect(await states()).toEqual(["sent"]);
    plain.close();
    setEnvironment({ WEBHOOKS: "off" });
    await transact(by(admin), (ctx) => testWebhook(ctx, { id: webhookId }));
    await publishedPost(await makeActor());
    await work();
    expect((await states()).sort()).toEqual(["sent", "stopped"]);
  });

  it("are registered once, though the form is sent twice, and get no topic that waits for a moderator", async () => {
    const twice = await Promise.allSettled([registered(), registered()]);
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await madeCategory();
    await openedTopic(await makeActor(), { text: "See https://spam.example.org" });
    await work();
    // It waits for a moderator, so nobody is told.
    expect(receiver.got).toEqual([]);
  });

  it("are listed, tried and forgotten by indexes", async () => {
    const { webhookId: id } = await registered();
    await fillTables(`
      insert into webhook_event (id, kind, subject_id, at, spread_at)
        select gen_random_uuid(), 'post.published', gen_random_uuid(), now() - make_interval(mins => n), now()
        from generate_series(1, 20000) n;
      insert into webhook_delivery (id, endpoint_id, event_id, state, created_at)
        select gen_random_uuid(), '${id}', e.id, 'sent', e.at from webhook_event e`);
    const [first] = await plansOf(() => listDeliveries(admin, { id }));
    const { next } = await listDeliveries(admin, { id });
    const [second] = await plansOf(() => listDeliveries(admin, { id, before: next ?? "" }));
    for (const { plan } of [first, second] as { plan: string }[])
      expect(plan).toContain("Index Scan Backward using webhook_delivery_newest");
    const planOf = async (statement: string) => {
      const { rows } = await pool().query<Record<string, string>>(`explain ${statement}`);
      return rows.map((row) => Object.values(row)[0]).join("\n");
    };
    expect(
      await planOf("select id from webhook_event where at < now() - interval '30 days' limit 2000"),
    ).toContain("webhook_event_at");
    expect(
      await planOf(`select 1 from webhook_delivery where endpoint_id = '${id}' and state = 'waiting'`),
    ).toContain("webhook_delivery_waiting");
  });
});

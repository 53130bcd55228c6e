import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { bounceScore } from "@/db/schema/bounces";
import { pushSubscription } from "@/db/schema/push";
import { session } from "@/db/schema/sign-in";
import { notice, noticeMail, noticeSetting } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { personalTables } from "@/lib/core/personal-data";
import { addToRoom } from "@/lib/discussions";
import { runDueJobs } from "@/lib/jobs/worker";
import { gatherNotices } from "@/lib/notices";
import { SYSTEM, transact } from "@/lib/transact";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, makeActor, makeMember, makeSession } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { makePushBrowser } from "@/tests/support/push-browser";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import { changes, watches } from "@/tests/support/watching";
import { allowPush, listBrowsers, removePush, sendToBrowsers } from "./index";
import { LIFETIME, MOST_FAILURES, PAUSES } from "./model";
import { PUSH_DATA } from "./personal-data";

useDatabase();

interface Got {
  path: string;
  authorization: string;
  encoding: string;
  body: Buffer;
}

let service: Server;
let home = "";
let status = 201;
let headers: Record<string, string> = {};
const got: Got[] = [];
let reader: Actor;
let browser: ReturnType<typeof makePushBrowser>;

beforeAll(async () => {
  service = createServer(async (request, response) => {
    const { authorization = "", "content-encoding": encoding = "" } = request.headers;
    got.push({ path: request.url ?? "", authorization, encoding, body: await buffer(request) });
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
  home = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
afterAll(() => {
  service.close();
});

/** A member who is signed in, as in a browser. */
async function signedIn(given: Parameters<typeof makeMember>[0] = {}): Promise<Actor> {
  const { id } = await makeMember(given);
  const sessionId = await makeSession(id);
  return { ...(await actorOf(id)), sessionId };
}

beforeEach(async () => {
  setEnvironment({ WEB_PUSH: "local" });
  got.splice(0);
  status = 201;
  headers = {};
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal", nameFr: "Sénégal" });
  reader = await signedIn({ locale: "fr" });
  browser = makePushBrowser();
});

const allow = (actor = reader, endpoint = `${home}/for/one`, keys = browser.keys) =>
  transact(by(actor), (ctx) => allowPush(ctx, { endpoint, ...keys }));
const setTime = (mails: Record<string, string>) =>
  db()
    .insert(noticeSetting)
    .values({ memberId: reader.id, mails, dailyCap: 20, ownEdits: "normal", updatedAt: new Date() })
    .onConflictDoUpdate({ target: noticeSetting.memberId, set: { mails } });

/** Some hours later: the mails that are due are made, and all jobs run. */
async function later(hours = 2) {
  await runDueJobs();
  await transact(SYSTEM, gatherNotices, { now: new Date(Date.now() + hours * 3_600_000) });
  while ((await runDueJobs()).done > 0);
}
const messages = () => got.map(({ body }) => browser.read(body));
const ofMail = () => ({ memberId: reader.id, noticeMailId: newId() });
/** Jobs that wait to send to one browser again: the seconds until then, to whole minutes, as the test itself takes time. */
async function waits(): Promise<number[]> {
  const { rows } = await db().execute<{ wait: number }>(
    sql`select extract(epoch from run_at - now())::int as wait from graphile_worker.jobs
      where task_identifier = 'push-again' order by run_at`,
  );
  return rows.map(({ wait }) => Math.round(wait / 60) * 60);
}
/** As much later as needed, the jobs run that wait for a further attempt. */
async function tryAgain() {
  await db().execute(sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`);
  while ((await runDueJobs()).done > 0);
}
const failures = async () =>
  (await db().select({ failures: pushSubscription.failures }).from(pushSubscription)).map(
    (row) => row.failures,
  );
const MESSAGE = { title: "A", body: "", path: "/en", lang: "en", dir: "ltr" } as const;

describe("notifications in a browser", () => {
  it("show what is mailed at once, encrypted for the browser, in its member's language", async () => {
    await setTime({ profile: "now" });
    await allow();
    await watches(reader, "profile:senegal");
    await changes(await makeActor("trusted"), { summary: "A new law" });
    await later();
    expect(messages()).toEqual([
      {
        title: expect.stringContaining("Sénégal"),
        body: expect.any(String),
        path: expect.stringMatching(/^\/fr\/countries\/senegal/),
        lang: "fr",
        dir: "ltr",
      },
    ]);
    expect(got[0]).toMatchObject({ path: "/for/one", encoding: "aes128gcm" });
    expect(got[0]?.authorization).toMatch(/^vapid t=\S+, k=\S{87}$/);
    expect(JSON.stringify(await db().select().from(pushSubscription))).not.toContain("/for/one");
    expect((await listFacts()).filter((fact) => fact.startsWith("push."))).toEqual(["push.allowed"]);
  });

  it("show nothing of a digest, and of a restricted room only that there is something", async () => {
    await setTime({ profile: "daily", subject: "now" });
    await allow();
    await watches(reader, "profile:senegal");
    await changes(await makeActor("trusted"));
    await later(48);
    expect(got).toEqual([]);
    await madeCategory({ slug: "room", name_en: "Room", audience: "group" });
    const author = await makeActor("trusted");
    const admin = await makeActor("administrator");
    for (const { handle } of [reader, author])
      await transact(by(admin), (ctx) => addToRoom(ctx, { slug: "room", handle }));
    await watches(reader, "category:room");
    await openedTopic(author, { category: "room", title: "A marker" }, "rooms");
    await later();
    expect(messages()).toEqual([
      {
        title: "Vous avez une nouvelle notification",
        body: "",
        path: "/fr/notifications",
        lang: "fr",
        dir: "ltr",
      },
    ]);
  });

  it("end with the session, the account, the service's word, or many failures", async () => {
    const send = () => sendToBrowsers(ofMail(), MESSAGE);
    const count = () => db().$count(pushSubscription);
    await allow();
    await db().update(session).set({ endedAt: new Date() });
    await send();
    expect([got.length, (await listBrowsers(reader)).length]).toEqual([0, 0]);
    const expired = await db().transaction(
      (tx) => PUSH_DATA.expire?.({ tx, now: new Date() } as never) as Promise<object>,
    );
    expect(expired).toEqual({ pushSubscriptions: 1 });
    reader = { ...reader, sessionId: await makeSession(reader.id) };
    for (const gone of [404, 410]) {
      await allow();
      status = gone;
      await send();
      expect(await count()).toBe(0);
    }
    await allow();
    // What the service refuses for good counts at once.
    status = 400;
    for (let n = 1; n < MOST_FAILURES; n += 1) await send();
    expect(await count()).toBe(1);
    await send();
    expect(await count()).toBe(0);
    // Another secret of the site: what is stored cannot be read, and is removed.
    await allow();
    setEnvironment({ AUTH_SECRET: "another secret of this site, of enough characters" });
    await send();
    expect(await count()).toBe(0);
    // Suspended members are sent nothing, and erased ones keep nothing.
    await setTime({ profile: "now" });
    await allow();
    await watches(reader, "profile:senegal");
    await changes(await makeActor("trusted"));
    got.splice(0);
    await db().update(member).set({ state: "suspended" }).where(eq(member.id, reader.id));
    await later();
    expect(got).toEqual([]);
    expect(personalTables()).toContain(pushSubscription);
  });

  it("are tried again when the service refuses them for the moment, to that browser alone", async () => {
    await setTime({ profile: "now" });
    await allow();
    await watches(reader, "profile:senegal");
    await changes(await makeActor("trusted"), { summary: "A new law" });
    status = 503;
    await later();
    expect([got.length, (await waits()).length, await failures()]).toEqual([1, 1, [0]]);
    // The service says for how long it wants to be left alone.
    const other = makePushBrowser();
    await allow(reader, `${home}/for/another`, other.keys);
    status = 429;
    headers = { "retry-after": "900" };
    await tryAgain();
    expect(got.map(({ path }) => path)).toEqual(["/for/one", "/for/one"]);
    expect(await waits()).toEqual([900]);
    status = 201;
    await tryAgain();
    expect(got.map(({ path }) => path)).toEqual(["/for/one", "/for/one", "/for/one"]);
    expect(new Set(got.map(({ body }) => JSON.stringify(browser.read(body)))).size).toBe(1);
    expect([await waits(), await failures()]).toEqual([[], [0, 0]]);
  });

  it("end after few attempts, or when they are no news any more, and count once", async () => {
    await allow();
    const now = new Date();
    const first = Math.floor(now.getTime() / 1_000);
    const [row] = await db().select({ id: pushSubscription.id }).from(pushSubscription);
    const send = (failed: number, at = first) =>
      sendToBrowsers(ofMail(), MESSAGE, { now, again: { pushId: row?.id ?? "", failed, at } });
    status = 500;
    for (let failed = 0; failed < PAUSES.length; failed += 1) await send(failed);
    expect([await waits(), await failures()]).toEqual([[60, 300, 1800], [0]]);
    await send(PAUSES.length);
    expect([(await waits()).length, await failures()]).toEqual([PAUSES.length, [1]]);
    // A service that wants to be left alone for longer than the message lives is not asked again.
    status = 429;
    for (const asked of [String(LIFETIME / 1_000 + 60), new Date(Date.now() + 9 * LIFETIME).toUTCString()]) {
      headers = { "retry-after": asked };
      await send(0);
    }
    headers = {};
    await send(1, first - LIFETIME / 1_000);
    expect([(await waits()).length, await failures()]).toEqual([PAUSES.length, [4]]);
    // A date of HTTP is obeyed too, and nonsense is not.
    await db().execute(sql`delete from graphile_worker._private_jobs`);
    for (const asked of [new Date(Date.now() + 7_200_000).toUTCString(), "tomorrow", "-1"]) {
      headers = { "retry-after": asked };
      await send(0);
    }
    expect(await waits()).toEqual([60, 60, 7_200]);
    // A browser that was signed out meanwhile gets nothing.
    await db().update(session).set({ endedAt: new Date() });
    got.splice(0);
    await send(1);
    expect(got).toEqual([]);
  });

  it("do not try again what the member has read meanwhile", async () => {
    await setTime({ profile: "now" });
    await allow();
    await watches(reader, "profile:senegal");
    await changes(await makeActor("trusted"));
    status = 503;
    await later();
    await db().update(notice).set({ seenAt: new Date() });
    got.splice(0);
    await tryAgain();
    expect(got).toEqual([]);
  });

  it("reach a member to whose address mails are stopped, and no mail is made", async () => {
    await setTime({ profile: "now" });
    await allow();
    await watches(reader, "profile:senegal");
    const at = new Date();
    await db()
      .insert(bounceScore)
      .values({ memberId: reader.id, score: 5, since: at, lastAt: at, stoppedAt: at, countsFrom: at });
    await changes(await makeActor("trusted"), { summary: "A new law" });
    await later();
    expect(messages()).toHaveLength(1);
    const mails = await db().select({ state: noticeMail.state }).from(noticeMail);
    expect(mails).toEqual([{ state: "pushed" }]);
    // Without a browser the notification stays on the site, as before.
    await db().delete(pushSubscription);
    await changes(await makeActor("trusted"), { summary: "Another law" });
    await later();
    expect([messages().length, await db().$count(noticeMail)]).toEqual([1, 1]);
    expect((await db().select({ dueAt: notice.dueAt, mailId: notice.mailId }).from(notice)).at(-1)).toEqual({
      dueAt: null,
      mailId: null,
    });
  });

  it("are a member's own, one for each browser, and reach public addresses only", async () => {
    await allow();
    await allow();
    const [mine] = await listBrowsers(reader);
    expect([(await listBrowsers(reader)).length, mine?.isPresent]).toEqual([1, true]);
    const other = await signedIn();
    await transact(by(other), (ctx) => removePush(ctx, { pushId: mine?.id ?? "" }));
    expect(await listBrowsers(reader)).toHaveLength(1);
    // Another member signs in at the same browser: it shows theirs from now on.
    await allow(other);
    expect([(await listBrowsers(reader)).length, (await listBrowsers(other)).length]).toEqual([0, 1]);
    await sendToBrowsers(ofMail(), MESSAGE);
    expect(got).toEqual([]);
    for (let n = 0; n < 10; n += 1) await allow(reader, `${home}/${n}`);
    await expect(allow(reader, `${home}/more`)).rejects.toMatchObject({ reason: "too_many_browsers" });
    await db().delete(pushSubscription);
    for (const endpoint of [
      "https://10.0.0.1/x",
      "https://169.254.169.254/latest",
      "https://[::1]:5432/",
      "https://[fd00::1]/x",
      "https://2130706433/x",
    ])
      await allow(reader, endpoint);
    // A site that is not a test sends to none of them, nor to this machine.
    await allow(reader, `${home}/plain`);
    setEnvironment({ WEB_PUSH: "on" });
    await sendToBrowsers(ofMail(), MESSAGE);
    expect(got).toEqual([]);
    const { rows } = await db().execute<{ failures: number }>(
      sql`select failures from push_subscription order by created_at`,
    );
    expect(rows.map(({ failures }) => failures)).toEqual([1, 1, 1, 1, 1, 1]);
    await expect(allow(reader, `${home}/plain`)).rejects.toMatchObject({ code: "invalid" });
    setEnvironment({ WEB_PUSH: "off" });
    await expect(allow(reader, "https://push.example.org/x")).rejects.toMatchObject({ code: "not_found" });
  });
});

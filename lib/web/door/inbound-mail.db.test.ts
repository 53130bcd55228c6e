import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { makeReplyAddress } from "@/lib/inbound-mail";
import { runDueJobs } from "@/lib/jobs/worker";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { madeCategory, openedTopic, topicRow } from "@/tests/support/topics";
import { createFrontDoor } from "./front-door";

useDatabase();

const SECRET = "a-secret-of-the-mail-server-and-of-nobody-else";
let server: Server;
let base = "";

beforeAll(async () => {
  setEnvironment({ REPLY_ADDRESS: "reply@octopus.example", INBOUND_MAIL_SECRET: SECRET });
  server = createFrontDoor(async (_, res) => void res.writeHead(404).end());
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  setEnvironment({ REPLY_ADDRESS: undefined, INBOUND_MAIL_SECRET: undefined });
  await new Promise((done) => server.close(done));
});

let address = "";
let email = "";

beforeEach(async () => {
  await madeCategory();
  const asker = await makeActor("trusted");
  const { slug } = await openedTopic(asker);
  address = makeReplyAddress({ memberId: asker.id, pageId: (await topicRow(slug)).pageId }) ?? "";
  email = `${asker.handle}@example.org`;
});

const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(`${base}/api/inbound-mail`, {
    method: "POST",
    headers: { authorization: `Bearer ${SECRET}`, "octopus-recipient": address, ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
const mail = () => `From: ${email}\r\nMessage-ID: <1@example.org>\r\n\r\nThe examiner does.\r\n`;
const replies = async () => (await pool().query("select 1 from comment")).rows.length;

describe("a mail posted by the mail server", () => {
  it("is a reply, once", async () => {
    const first = await post(mail());
    expect([first.status, await first.json()]).toEqual([202, { mail: "stored" }]);
    const second = await post(mail());
    expect([second.status, await second.json()]).toEqual([200, { mail: "known" }]);
    await runDueJobs();
    expect(await replies()).toBe(1);
  });

  it("for several addresses is for the one that is a reply address", async () => {
    const answer = await post(mail(), { "octopus-recipient": `list@example.org, ${address.toUpperCase()}` });
    expect(await answer.json()).toEqual({ mail: "stored" });
  });

  it("for nobody is not stored", async () => {
    const answer = await post(mail(), { "octopus-recipient": "reply+00@octopus.example" });
    expect([answer.status, await answer.json()]).toEqual([200, { mail: "unknown" }]);
    expect((await pool().query("select 1 from inbound_mail")).rows).toEqual([]);
  });

  it("without the secret, from a page, too large, or by another method is refused", async () => {
    expect((await post(mail(), { authorization: `Bearer ${SECRET}x` })).status).toBe(401);
    expect((await post(mail(), { authorization: "Basic x" })).status).toBe(403);
    expect((await post(mail(), { origin: "https://evil.example" })).status).toBe(403);
    expect((await post(mail(), { cookie: "a=b" })).status).toBe(403);
    expect((await post(Buffer.alloc(10 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await fetch(`${base}/api/inbound-mail`)).status).toBe(404);
    expect(await replies()).toBe(0);
  });

  it("is answered 404 on a site without the secret", async () => {
    setEnvironment({ INBOUND_MAIL_SECRET: undefined });
    expect((await post(mail())).status).toBe(404);
    setEnvironment({ INBOUND_MAIL_SECRET: SECRET });
  });
});

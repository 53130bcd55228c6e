import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import * as write from "@/app/[locale]/discussions/t/[slug]/comment/route";
import { db } from "@/db/client";
import { comment } from "@/db/schema/comments";
import { auditEntry } from "@/db/schema/core";
import type { Actor } from "@/lib/core/actor";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { REDACTED } from "@/lib/text/sensitive";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { madeCategory, openedTopic } from "@/tests/support/topics";

useDatabase();
process.env.RATE_LIMITS = "off";

const ask = asker([[/^\/discussions\/t\/(?<slug>[^/]+)\/comment$/, write as Route]]);
const CARD = "4111 1111 1111 1111";

let as: Actor;
let at: string;

beforeEach(async () => {
  as = await makeActor("trusted");
  await madeCategory();
  at = `/discussions/t/${(await openedTopic(as)).slug}/comment`;
});

const send = (text: string, more: Record<string, string> = {}) =>
  ask(at, { as, form: { form: "comment", text, ...more } });
const texts = async () =>
  (await db().select().from(comment)).map((row) => contentText(row.content as Content));

it("warns before a card number is published, and stores nothing", async () => {
  const { status, body } = await send(`He paid with ${CARD}.`);
  expect(status).toBe(422);
  expect(body).toContain("a payment card number");
  expect(body).toContain("Send anyway");
  expect(body).toContain(CARD);
  expect(await texts()).toEqual([]);
  expect(JSON.stringify(await db().select().from(auditEntry))).not.toContain("4111");
});

it("redacts by one button, for the author to read again and send", async () => {
  const { status, body } = await send(`He paid with ${CARD}.`, { guard: "redact" });
  expect([status, body.includes(CARD), body.includes(`He paid with ${REDACTED}.`)]).toEqual([
    422,
    false,
    true,
  ]);
  expect(await texts()).toEqual([]);
  expect((await send(`He paid with ${REDACTED}.`)).status).toBe(303);
  expect(await texts()).toEqual([`He paid with ${REDACTED}.`]);
});

it("lets through what its author sends anyway, and what is harmless", async () => {
  expect((await send(`An example: ${CARD}.`, { guard: "send" })).status).toBe(303);
  expect((await send("See ETS No. 185, Article 16, and 192.0.2.7.")).status).toBe(303);
  expect(await texts()).toHaveLength(2);
  expect(await db().select().from(comment).where(eq(comment.authorId, as.id))).toHaveLength(2);
});

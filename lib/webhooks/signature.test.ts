import { afterAll, expect, it } from "vitest";
import { noteTables } from "@/lib/core/composed";
import { composeEventKinds, DAY, isReceived, nextAttempt, PAUSES, RegisterWebhook } from "./model";
import { makeSecret, signaturesOf } from "./signature";

afterAll(noteTables());

it("signs like the example of Standard Webhooks", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const sent = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: 1_614_265_330, body: '{"test": 2432232314}' };
  const signed = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  expect(signaturesOf(sent, [secret])).toBe(signed);
  const other = makeSecret();
  expect(other).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(signaturesOf(sent, [other, secret])).toMatch(/^v1,\S{44} v1,\S{44}$/);
  expect(signaturesOf(sent, [other, secret]).split(" ")[1]).toBe(signed);
});

it("pauses ever longer for two days, and as long as the receiver asks", () => {
  const now = new Date("2026-12-01T00:00:00Z");
  const pauses = Array.from({ length: PAUSES.length + 1 }, (_, index) => nextAttempt(index + 1, now));
  expect(pauses.at(-1)).toBeNull();
  const total = PAUSES.reduce((sum, pause) => sum + pause, 0);
  expect(total / DAY).toBeCloseTo(1.98, 2);
  expect(nextAttempt(1, now, 600)?.getTime()).toBe(now.getTime() + 600_000);
  expect(nextAttempt(1, now, 999_999)?.getTime()).toBe(now.getTime() + DAY);
  expect([200, 204, 301, 307, 404, 410, 500].filter(isReceived)).toEqual([200, 204]);
});

it("takes secure addresses only, and at least one kind of event", () => {
  composeEventKinds(["post.published"]);
  const form = { name: "Ministry", hookUrl: "https://hooks.example.org/in", kinds: "post.published" };
  expect(RegisterWebhook.parse(form)).toMatchObject({ kinds: ["post.published"], countries: [], topics: [] });
  for (const hookUrl of [
    "http://hooks.example.org/",
    "ftp://hooks.example.org/",
    "https://user:secret@hooks.example.org/",
    "javascript:alert(1)",
    "/en/admin",
    "",
  ])
    expect(RegisterWebhook.safeParse({ ...form, hookUrl }).success, hookUrl).toBe(false);
  for (const kinds of [[], "page.hidden"])
    expect(RegisterWebhook.safeParse({ ...form, kinds }).success).toBe(false);
});

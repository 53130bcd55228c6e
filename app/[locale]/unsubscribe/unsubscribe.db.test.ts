import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { makeUnsubscribeToken } from "@/lib/notices/unsubscribe-token";
import { changeReadOnlyMode } from "@/lib/operation";
import { transact } from "@/lib/transact";
import { readOwnSettings } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import * as unsubscribe from "./route";

useDatabase();

const ask = asker([[/^\/unsubscribe$/, unsubscribe]]);
/** The body that a mail program posts (RFC 8058, 3.2). */
const ONE_CLICK = { "List-Unsubscribe": "One-Click" };

let ana: Actor;
let link: string;

beforeEach(async () => {
  ana = await makeActor();
  link = `/unsubscribe?token=${makeUnsubscribeToken({ memberId: ana.id, categories: ["profile", "decision"] })}`;
});

const times = async () => (await readOwnSettings(ana)).mails;

describe("the page of a mail's unsubscribe link", () => {
  it("changes nothing when opened, because mail scanners follow links", async () => {
    const page = await ask(link);
    expect(page.status).toBe(200);
    expect(page.headers.get("cache-control")).toContain("no-store");
    expect(page.body).toContain("Stop these emails");
    expect(page.body).not.toContain(ana.displayName);
    expect(await times()).toMatchObject({ profile: "now", decision: "now" });
  });

  it.each(["", "/fr", "/ar"])(
    "stops the mails for a mail program directly, without a redirect (%s)",
    async (prefix) => {
      const answer = await ask(prefix + link, { form: ONE_CLICK });
      expect(answer).toMatchObject({ status: 200, to: null });
      expect(await times()).toMatchObject({ profile: "none", region: "daily", decision: "none" });
      expect((await ask(prefix + link, { form: ONE_CLICK })).status).toBe(200);
    },
  );

  it("starts them again by its button", async () => {
    await ask(link, { form: ONE_CLICK });
    const page = await ask(link);
    expect(page.body).toContain("You no longer receive these emails");
    const answer = await ask(link, { form: { form: "start" } });
    expect(answer.body).toContain("These emails are switched on again");
    expect(await times()).toMatchObject({ profile: "now", decision: "now" });
  });

  it("stops them in read-only mode too", async () => {
    const admin = await makeActor("administrator");
    await transact(by(admin), (ctx) => changeReadOnlyMode(ctx, { isOn: "on", banner: "Back at noon" }));
    expect((await ask(link, { form: ONE_CLICK })).status).toBe(200);
    expect(await times()).toMatchObject({ profile: "none" });
    expect((await ask(link, { form: { form: "start" } })).status).toBe(503);
  });

  it("says only that a link does not work", async () => {
    for (const bad of ["/unsubscribe", "/unsubscribe?token=x", link.slice(0, -2)]) {
      expect((await ask(bad)).status).toBe(410);
      expect((await ask(bad, { form: ONE_CLICK })).status).toBeGreaterThanOrEqual(410);
    }
  });
});

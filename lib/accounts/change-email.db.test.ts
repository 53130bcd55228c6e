import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { transact } from "@/lib/transact";
import { enter, enterAs, linkFor, listJobs, rowOf, VISITOR, withPassword } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, makeMember } from "@/tests/support/members";
import {
  confirmEmailChange,
  findActorBySession,
  findEmailLink,
  isResetLinkGood,
  requestEmailChange,
  undoEmailChange,
} from "./index";
import { renewToken } from "./token";

useDatabase();

describe("changing the email address", () => {
  const ask = (actor: Actor, email: string) =>
    transact(by(actor), (ctx) => requestEmailChange(ctx, { email }));
  const confirm = (text: string, actor: Actor | null) =>
    transact(by(actor), (ctx) => confirmEmailChange(ctx, { token: text }));
  const undo = (text: string) => transact(VISITOR, (ctx) => undoEmailChange(ctx, { token: text }));
  const mailed = async (memberId: string, kind: "email-change" | "email-undo") =>
    (await renewToken(db(), memberId, kind, new Date()))?.text ?? "";

  it("is confirmed at the new address and can be undone at the old one, which ends all access", async () => {
    const { email, id } = await withPassword();
    const { actor } = await enterAs(email);
    await ask(actor, "new@example.org");
    expect((await enter("new@example.org")).is).toBe("refused");
    const link = await mailed(id, "email-change");
    expect(await findEmailLink(link)).toEqual({ kind: "email-change", email: "new@example.org" });
    const reset = await linkFor(id, "reset");
    await confirm(link, actor);
    expect(await isResetLinkGood(reset)).toBe(false);
    await expect(confirm(link, actor)).rejects.toMatchObject({ reason: "link" });
    expect((await enter("new@example.org")).is).toBe("in");
    expect((await enter(email)).is).toBe("refused");

    const back = await mailed(id, "email-undo");
    expect(await findEmailLink(back)).toEqual({ kind: "email-undo", email });
    await expect(confirm(back, actor)).rejects.toMatchObject({ reason: "link" });
    await undo(back);
    await expect(undo(back)).rejects.toMatchObject({ reason: "link" });
    expect(await findActorBySession(actor.sessionId ?? "")).toBeNull();
    expect((await enter(email)).is).toBe("refused");
    expect(await listJobs()).toContain("mail-reset");
    expect((await rowOf(email))?.hash).toBeNull();
  });

  it("cannot be confirmed by a mailbox's owner for somebody else's account", async () => {
    const mallory = await withPassword();
    await ask(await actorOf(mallory.id), "prosecutor@justice.example");
    const link = await mailed(mallory.id, "email-change");
    expect(await confirm(link, null)).toEqual({ is: "sign-in" });
    const owner = await withPassword();
    await expect(confirm(link, await actorOf(owner.id))).rejects.toMatchObject({
      code: "invalid",
      reason: "link_of_another",
    });
    expect(await rowOf("prosecutor@justice.example")).toBeUndefined();
    expect((await enter("prosecutor@justice.example")).is).toBe("refused");
    // The link is not used up: it still works in the account that requested it.
    expect(await confirm(link, await actorOf(mallory.id))).toEqual({ is: "changed" });
  });

  it("needs a recently entered password and a different address", async () => {
    const { id, email } = await withPassword();
    const stale = await actorOf(id, { confirmedAt: new Date(Date.now() - 11 * 60_000) });
    await expect(ask(stale, "new@example.org")).rejects.toMatchObject({
      code: "forbidden",
      reason: "confirm_first",
    });
    const fresh = await actorOf(id);
    await expect(ask(fresh, email.toUpperCase())).rejects.toMatchObject({ code: "invalid" });
  });

  it("does not reveal that an address is taken, and does not assign it", async () => {
    const taken = await makeMember();
    const { id } = await withPassword();
    const actor = await actorOf(id);
    await ask(actor, taken.email);
    await expect(confirm(await mailed(id, "email-change"), actor)).rejects.toMatchObject({
      code: "conflict",
      reason: "email_taken",
    });
    // Rolled back completely, so the link is not used up.
    expect(await renewToken(db(), id, "email-change", new Date())).not.toBeNull();
  });

  it("is not blocked by an unconfirmed registration with the address", async () => {
    await makeMember({ state: "unverified", email: "new@example.org" });
    const { id } = await withPassword();
    const actor = await actorOf(id);
    await ask(actor, "new@example.org");
    await confirm(await mailed(id, "email-change"), actor);
    expect((await rowOf("new@example.org"))?.id).toBe(id);
  });
});

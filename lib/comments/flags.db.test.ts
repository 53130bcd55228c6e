import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import * as page from "@/app/[locale]/blog/[slug]/comments/[id]/route";
import * as review from "@/app/[locale]/blog/review/route";
import { db } from "@/db/client";
import { commentFlag } from "@/db/schema/comments";
import { auditEntry } from "@/db/schema/core";
import { postComments } from "@/lib/blog";
import { removeOldFlags } from "@/lib/comments/flags";
import type { Actor } from "@/lib/core/actor";
import { erasePerson } from "@/lib/members/erase-person";
import { collectOwnData } from "@/lib/personal-data";
import { transact } from "@/lib/transact";
import { deleteMails } from "@/tests/support/account-pages";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { commented, commentRow, publishedPost } from "@/tests/support/posts";
import { refusal } from "@/tests/support/sections";
import { hoursPass } from "@/tests/support/watching";

useDatabase();
process.env.RATE_LIMITS = "off";

const ask = asker([
  [/^\/blog\/review$/, review as Route],
  [/^\/blog\/(?<slug>[^/]+)\/comments\/(?<id>[^/]+)$/, page as Route],
]);

let writer: Actor;
let ana: Actor;
let ben: Actor;
let mod: Actor;
let at: { slug: string; id: string };
let own: string;

beforeEach(async () => {
  [writer, ana, ben] = [await makeActor("trusted"), await makeActor(), await makeActor()];
  mod = await makeActor("moderator");
  const slug = await publishedPost(await makeActor());
  at = { slug, id: await commented(writer, slug, "Buy my course.") };
  own = `/blog/${slug}/comments/${at.id}`;
});

type Command<I> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<unknown>;
const run = <I>(actor: Actor | null, command: Command<I>, input: I, now = new Date()) =>
  transact(by(actor), (ctx) => command(ctx, input), { now });
const report = (actor: Actor | null, flagReason = "Advertising") =>
  run(actor, postComments.flag, { ...at, flagReason });
const states = async () => (await db().select().from(commentFlag)).map((row) => row.state).sort();
const entries = (fact: string) => db().select().from(auditEntry).where(eq(auditEntry.fact, fact));

describe("report of a comment", () => {
  it("works without scripts, is listed with comment and reason, and its outcome is sent to the reporter", async () => {
    expect((await ask(own, { as: ana })).body).toContain("Report this comment");
    expect((await ask(own, { as: writer })).body).not.toContain("Report this comment");
    const bare = await ask(own, { as: ana, form: { form: "flag", flagReason: "" } });
    expect(bare.status).toBe(422);
    const sent = await ask(own, { as: ana, form: { form: "flag", flagReason: "Advertising" } });
    expect(sent.to).toBe(`${own}?done=flagged`);
    expect((await ask(own, { as: ana })).body).toContain("You reported this comment.");
    const queue = (await ask("/blog/review", { as: mod })).body;
    expect(queue).toContain("Buy my course.");
    expect(queue).toContain("1 report");
    const seen = (await ask(own, { as: mod })).body;
    expect(seen).toContain("Advertising");
    expect(seen).toContain(ana.displayName);
    expect((await ask(own, { as: ben })).body).not.toContain("Advertising");
    expect((await entries("comment.flagged"))[0]).toMatchObject({ actorId: ana.id });
  });

  it("is possible once per member, for visible comments of others", async () => {
    await report(ana);
    await report(ana, "Once more");
    expect(await states()).toEqual(["open"]);
    expect((await entries("comment.flagged")).length).toBe(1);
    expect((await refusal(report(writer))).code).toBe("forbidden");
    expect((await refusal(report(null))).code).toBe("unauthenticated");
    await run(mod, postComments.hide, { ...at, reason: "Advertising." });
    expect((await refusal(report(ben))).code).toBe("not_found");
  });

  it("is dismissed with all others of the comment, once, not by the comment's author", async () => {
    await report(ana);
    await report(ben);
    expect((await refusal(run(writer, postComments.dismissFlags, at))).code).toBe("forbidden");
    deleteMails();
    const done = await ask(own, { as: mod, form: { form: "dismiss" } });
    expect(done.to).toBe(`${own}?done=dismissed`);
    expect(await states()).toEqual(["dismissed", "dismissed"]);
    expect((await commentRow(at.id)).state).toBe("shown");
    expect((await refusal(run(mod, postComments.dismissFlags, at))).reason).toBe("already_decided");
    await hoursPass(0.2);
    const mails = (await readMails()).filter(({ subject }) => subject?.startsWith("A moderator reviewed"));
    expect(mails.map(recipientOf).sort()).toEqual(
      [`${ana.handle}@example.org`, `${ben.handle}@example.org`].sort(),
    );
    expect(mails[0]?.headerLines.map((one) => one.key)).toContain("list-unsubscribe-post");
    expect((await ask("/blog/review", { as: mod })).body).toContain("No report is waiting.");
  });

  it("is upheld when the comment is hidden, and closed when its author deletes it", async () => {
    await report(ana);
    deleteMails();
    await run(mod, postComments.hide, { ...at, reason: "Advertising." });
    expect(await states()).toEqual(["upheld"]);
    await hoursPass(0.2);
    expect((await readMails()).map(recipientOf)).toContain(`${ana.handle}@example.org`);
    at = { ...at, id: await commented(writer, at.slug, "Another course.") };
    await report(ben);
    await run(writer, postComments.remove, at);
    expect(await states()).toEqual(["gone", "upheld"]);
  });

  it("is exported and erased with its member's data, and expires ninety days after the decision", async () => {
    await report(ana);
    await report(ben, "Rude");
    const kept = JSON.parse((await collectOwnData(db(), ana.id, new Date())).toString());
    expect(kept.commentsReported).toMatchObject([{ reason: "Advertising", state: "open" }]);
    await transact(by(ana), async (ctx) => {
      ctx.asSystem("a test of what goes");
      ctx.skipAudit("a test of what goes");
      await erasePerson(ctx, ana.id);
    });
    expect((await db().select().from(commentFlag)).map((row) => row.memberId)).toEqual([ben.id]);
    await run(mod, postComments.dismissFlags, at);
    const days = (n: number) => new Date(Date.now() + n * 86_400_000);
    expect(await db().transaction((tx) => removeOldFlags(tx, days(89)))).toBe(0);
    expect(await db().transaction((tx) => removeOldFlags(tx, days(91)))).toBe(1);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import * as page from "@/app/[locale]/blog/[slug]/comments/[id]/route";
import * as queue from "@/app/[locale]/moderation/flags/route";
import { db } from "@/db/client";
import { flagCase } from "@/db/schema/flags";
import { postComments } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { commented, publishedPost } from "@/tests/support/posts";
import { refusal } from "@/tests/support/sections";

useDatabase();
process.env.RATE_LIMITS = "off";

const ask = asker([
  [/^\/moderation\/flags$/, queue as Route],
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
const run = <I>(actor: Actor | null, command: Command<I>, input: I) =>
  transact(by(actor), (ctx) => command(ctx, input));
const report = (actor: Actor | null, flagReason = "Advertising") =>
  run(actor, postComments.flag, { ...at, flagReason });
const states = async () => (await db().select().from(flagCase)).map((row) => row.state).sort();

describe("report of a comment", () => {
  it("works without scripts, and is listed with comment and reason", async () => {
    expect((await ask(own, { as: ana })).body).toContain("Report this comment");
    expect((await ask(own, { as: writer })).body).not.toContain("Report this comment");
    const bare = await ask(own, { as: ana, form: { form: "flag", flagCode: "", flagReason: "" } });
    expect(bare.status).toBe(422);
    const sent = await ask(own, {
      as: ana,
      form: { form: "flag", flagCode: "spam", flagReason: "A course" },
    });
    expect(sent.to).toBe(`${own}?done=flagged`);
    expect((await ask(own, { as: ana })).body).toContain("You reported this comment.");
    const listed = (await ask("/moderation/flags", { as: mod })).body;
    for (const words of ["Buy my course.", "Spam or advertising", "1 report"])
      expect(listed).toContain(words);
    const seen = (await ask(own, { as: mod })).body;
    expect(seen).toContain("A course");
    expect(seen).toContain(ana.displayName);
    expect((await ask(own, { as: ben })).body).not.toContain("A course");
  });

  it("is possible once per member, for visible comments of others", async () => {
    await report(ana);
    await report(ana, "Once more");
    expect(await states()).toEqual(["open"]);
    expect((await refusal(report(writer))).code).toBe("forbidden");
    expect((await refusal(report(null))).code).toBe("unauthenticated");
    await run(mod, postComments.hide, { ...at, reason: "Advertising." });
    expect((await refusal(report(ben))).code).toBe("not_found");
  });

  it("is upheld when the comment is hidden, and closed when its author deletes it", async () => {
    await report(ana);
    await run(mod, postComments.hide, { ...at, reason: "Advertising." });
    expect(await states()).toEqual(["upheld"]);
    at = { ...at, id: await commented(writer, at.slug, "Another course.") };
    await report(ben);
    await run(writer, postComments.remove, at);
    expect(await states()).toEqual(["gone", "upheld"]);
  });
});

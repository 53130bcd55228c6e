import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { postComments, postPages, purgePostRevision } from "@/lib/blog";
import { findComment } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import { listReplies, messagePast, topicCommands, topicPages, topicReplies } from "@/lib/discussions";
import { MergeTopic } from "@/lib/discussions/care/model";
import { translator } from "@/lib/i18n/translator";
import { collectOwnData } from "@/lib/personal-data";
import { findOverseen, hideRevision, purgeRevision, saveDraft, showRevision } from "@/lib/profiles";
import { purgeStanding } from "@/lib/standing-pages";
import { slugOf } from "@/lib/standing-pages/model";
import { purgeDescription } from "@/lib/training";
import { transact } from "@/lib/transact";
import { listNotices } from "@/lib/watching";
import { noticeWords } from "@/lib/watching/words";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, makeActor } from "@/tests/support/members";
import { prose, refusal, save } from "@/tests/support/sections";
import { findColumnsWith, listTextColumns } from "@/tests/support/text-columns";
import { openedTopic, topicRow } from "@/tests/support/topics";
import { hoursPass } from "@/tests/support/watching";
import { KNOWN_COLUMNS, PURGED_COLUMNS } from "./purge-columns";
import { addressesWithName } from "./purged-doors";
import { NAME, prosed, TEXT, WHY, type Written, writeTexts } from "./purged-texts";

/*
 * A name is written by every path that a moderator can purge. Afterwards no column of the database has it, which is
 * looked for in all of them, and no address answers with it to anybody, which is asked at all of them before and after.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
process.env.DATABASE_URL ??= "postgres://placeholder";

const LONG = 300_000;

let written: Written;
let author: Actor;
let reader: Actor;
let quoter: Actor;
let mod: Actor;
let post: string;
let material: string;
let topic: string;
let reply: string;
let comment: string;
let numbers: Written["numbers"];

/** Where the text is before: what visitors get first, then what members find besides. */
const FOUND_BY = {
  visitor: [
    // The home page.
    "",
    "[slug]/diff",
    "[slug]/history",
    "[slug]/revisions/[number]",
    "blog/[slug]",
    "blog/[slug]/diff",
    "blog/[slug]/history",
    "blog/[slug]/revisions/[number]",
    "changes",
    "changes/feed.xml",
    "countries/[slug]/changes.xml",
    "countries/[slug]/diff",
    "countries/[slug]/export.json",
    "countries/[slug]/history",
    "countries/[slug]/revisions/[number]",
    "discussions/t/[slug]/[title]",
    "discussions/t/[slug]/comments/[id]/versions",
    "discussions/t/[slug]/diff",
    "discussions/t/[slug]/revisions/[number]",
    "members/[handle]",
    "search",
    "training/[slug]/diff",
    "training/[slug]/history",
    "training/[slug]/revisions/[number]",
  ],
  author: [
    "blog/[slug]/comments/[id]",
    "countries/[slug]/pending",
    "discussions/t/[slug]/comments/[id]",
    "discussions/t/[slug]/comments/[id]/propose",
    "me",
    "me/contributions",
    "me/members/[handle]",
    "me/search",
    "notifications",
  ],
  quoter: [
    "api/v1/countries/[slug]/sections/[section]/draft",
    "countries/[slug]/edit/[section]",
    "countries/[slug]/import",
    "countries/[slug]/pending",
    "discussions/t/[slug]/comments/[id]",
    "discussions/t/[slug]/comments/[id]/propose",
    "me/drafts",
    "me/members/[handle]",
    "me/search",
    "moderation/patrol",
  ],
  mod: [
    "blog/[slug]/comments/[id]",
    "countries/[slug]/pending",
    "discussions/t/[slug]/comments/[id]",
    "discussions/t/[slug]/comments/[id]/propose",
    "discussions/t/[slug]/split",
    "me/members/[handle]",
    "me/search",
    "moderation/discussions/[slug]/[number]",
    "moderation/flags",
    "moderation/flags/[id]",
    "moderation/materials/[slug]/[number]",
    "moderation/pages/[slug]/[number]",
    "moderation/patrol",
    "moderation/posts/[slug]/[number]",
    "moderation/restrictions",
    "moderation/revisions/[slug]/[number]",
  ],
};

beforeAll(async () => {
  written = await writeTexts();
  ({ author, reader, quoter, mod, post, material, topic, reply, comment, numbers } = written);
}, LONG);

/** What a moderator adds to the reason of a purge. */
const FOR_MODERATORS = "Ordered by the court in Bamako";

const told = (title: string, what: string, path: string) => ({
  title,
  said: `Moderators deleted ${what} for good, for a legal reason`,
  path,
  reason: "Personal data",
});

/** Lists what a member is notified of about purges. */
async function toldOf(member: Actor) {
  const { rows } = await listNotices(member, {});
  return rows
    .map(({ content }) => noticeWords(content, translator("en"), "en"))
    .filter(({ said }) => said.includes("for good"))
    .map(({ title, said, path, reason }) => ({
      title: title.replaceAll(/[\u2068\u2069]/gu, ""),
      said,
      path,
      reason,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const at = { senegal: { slug: "senegal" } };
const purgeSection = (number: number, as: Actor = mod, upTo?: number) =>
  transact(by(as), (ctx) => purgeRevision(ctx, { ...at.senegal, number, upTo, ...WHY }));
const purgeReply = (as: Actor = mod) =>
  transact(by(as), (ctx) => topicReplies.purge(ctx, { slug: topic, id: reply, ...WHY }));

describe("a purge", () => {
  it("knows of every column that can have words", async () => {
    expect((await listTextColumns()).map(({ name }) => name).sort()).toEqual(KNOWN_COLUMNS);
  });

  it("begins with the text in every column that says that it is purged", async () => {
    expect(await findColumnsWith(NAME)).toEqual(PURGED_COLUMNS);
  });

  it(
    "begins with the text at addresses, for all who may read it",
    async () => {
      for (const [who, as] of Object.entries({ visitor: null, author, quoter, mod }))
        expect([who, await addressesWithName(written, as)]).toEqual([
          who,
          FOUND_BY[who as keyof typeof FOUND_BY],
        ]);
    },
    LONG,
  );

  it("is refused to all but moderators, without the password of just now, and of the current text", async () => {
    for (const as of [author, reader]) {
      expect(await refusal(purgeSection(numbers.section, as))).toMatchObject({ code: "forbidden" });
      expect(await refusal(purgeReply(as))).toMatchObject({ code: "forbidden" });
    }
    const before = await actorOf(mod.id, { confirmedAt: new Date(Date.now() - 3_600_000) });
    for (const run of [() => purgeSection(numbers.section, before), () => purgeReply(before)])
      expect(await refusal(run())).toMatchObject({ reason: "confirm_first" });
    const { current } = numbers;
    expect(await refusal(purgeSection(current))).toMatchObject({ reason: "still_stands" });
    expect(await refusal(purgeSection(numbers.section, mod, current))).toMatchObject({
      reason: "still_stands",
    });
  });

  it("leaves the text in no column, and gaps that say who, when and why", async () => {
    await purgeSection(numbers.section);
    await transact(by(mod), (ctx) => purgePostRevision(ctx, { slug: post, number: numbers.body, ...WHY }));
    await transact(by(mod), (ctx) => purgePostRevision(ctx, { slug: post, number: numbers.details, ...WHY }));
    await transact(by(mod), (ctx) =>
      purgeDescription(ctx, { slug: material, number: numbers.description, ...WHY }),
    );
    await transact(by(mod), (ctx) => messagePast.purge(ctx, { slug: topic, number: 1, ...WHY }));
    await transact(by(mod), (ctx) =>
      postComments.purge(ctx, { slug: post, id: comment, ...WHY, words: FOR_MODERATORS }),
    );
    await purgeReply();
    await transact(by(mod), (ctx) =>
      purgeStanding(ctx, { slug: slugOf("charter", "en"), number: numbers.charter, ...WHY }),
    );
    expect(await findColumnsWith(NAME)).toEqual([]);
    await hoursPass(30);
    expect(await findColumnsWith(NAME)).toEqual([]);
    const { overseen } = await findOverseen(mod, { ...at.senegal, number: numbers.section });
    expect(overseen).toMatchObject({
      summary: "",
      hiding: { purgedFor: "personal-data", reason: "", byName: mod.displayName, at: expect.any(Date) },
    });
    const [entry] = await db()
      .select({ details: auditEntry.details, actorId: auditEntry.actorId })
      .from(auditEntry)
      .where(eq(auditEntry.fact, "comment.purged"));
    expect(entry).toMatchObject({ actorId: mod.id, details: { why: "personal-data" } });
    const { lines } = await listReplies((await topicRow(topic)).pageId, "all");
    expect(lines[0]).toMatchObject({
      number: 1,
      state: "removed",
      purgedFor: "personal-data",
      content: null,
    });
    expect((await findComment(topicPages, mod, { slug: topic, id: reply })).comment.purge).toMatchObject({
      why: "personal-data",
      byName: mod.displayName,
    });
  });

  it(
    "leaves the text at no address for anybody",
    async () => {
      const readers = { visitor: null, reader, author, quoter, mod, administrator: written.administrator };
      for (const [who, as] of Object.entries(readers))
        expect([who, await addressesWithName(written, as)]).toEqual([who, []]);
    },
    LONG,
  );

  it("notifies each author of what was deleted, with the legal reason and without words of it", async () => {
    const [text, hash] = ["a text that you wrote here", "Hash values in court: who testifies?"];
    const replied = `/discussions/t/${topic}/comments/${reply}`;
    expect(await toldOf(author)).toEqual([
      told("Malabo and Budapest", "your comment", `/blog/${post}/comments/${comment}`),
      told("Malabo and Budapest", text, `/blog/${post}/history`),
      told("senegal: Legislation", text, "/countries/senegal/history"),
      told(hash, "your reply", replied),
      told(hash, text, `/discussions/t/${topic}/history`),
      told("Preserving data abroad", text, `/training/${material}/history`),
    ]);
    expect(await toldOf(reader)).toEqual([told("senegal: Legislation", text, "/countries/senegal/history")]);
    const [charter] = await toldOf(written.administrator);
    expect(charter?.path).toBe("/charter/history");
    expect(await toldOf(mod)).toEqual([]);
  });

  it("shows the author the legal reason, and nothing that is for moderators", async () => {
    const own = await findComment(postPages, author, { slug: post, id: comment });
    expect(own.comment).toMatchObject({
      reason: null,
      purge: { why: "personal-data", words: "", byName: undefined },
    });
    expect((await collectOwnData(db(), author.id, new Date())).toString()).not.toContain(FOR_MODERATORS);
  });

  it("takes edits that were made from the text and not accepted with it", async () => {
    const { overseen } = await findOverseen(mod, { ...at.senegal, number: numbers.rejected });
    expect(overseen.hiding?.purgedFor).toBe("personal-data");
  });

  it("cannot be undone, by no command and no statement", async () => {
    const entries = await db().$count(auditEntry);
    // Sent twice, it changes nothing.
    await purgeSection(numbers.section);
    await purgeReply();
    expect(await db().$count(auditEntry)).toBe(entries);
    const one = { ...at.senegal, number: numbers.section };
    await transact(by(mod), (ctx) => showRevision(ctx, one));
    const hiding = { text: false, summary: true, author: true, reason: "The author too" };
    await transact(by(mod), (ctx) => hideRevision(ctx, { ...one, ...hiding }));
    const { overseen } = await findOverseen(mod, one);
    expect(overseen.hiding).toMatchObject({
      purgedFor: "personal-data",
      isTextHidden: true,
      isAuthorHidden: true,
      reason: "",
    });
    for (const statement of [
      "update revision_hiding set purged_for = null where purged_for is not null",
      `update revision set content = '{"a": 1}' where state = 'published'`,
      "update revision set content = 'null', summary = '', hash = '', decision_reason = null where summary <> ''",
      "delete from revision",
    ])
      await expect(pool().query(statement)).rejects.toThrow(/append-only|cannot be undone/);
  });

  it("leaves nothing to begin from: no save, no draft, no way back", async () => {
    const text = { content: prose({ aaaaaa: `${TEXT} Again.` }), base: numbers.section };
    expect(await refusal(save(author, text))).toMatchObject({ reason: "base_purged" });
    const draft = { ...at.senegal, section: "legislation" as const, force: false, sequence: 9, summary: "x" };
    const drafted = transact(by(quoter), (ctx) => saveDraft(ctx, { ...draft, ...text }));
    expect(await refusal(drafted)).toMatchObject({ reason: "base_purged" });
    expect(await findColumnsWith(NAME)).toEqual([]);
  });

  it("takes the first message of a merged topic with the reply that it became", async () => {
    const other = await openedTopic(author, { text: TEXT, title: "Another topic about hash values" });
    const merge = MergeTopic.parse({ slug: other.slug, into: topic, count: "0" });
    await transact(by(mod), (ctx) => topicCommands.merge(ctx, merge));
    const { lines } = await listReplies((await topicRow(topic)).pageId, "all");
    const id = lines.at(-1)?.id ?? "";
    expect(await findColumnsWith(NAME)).toContain("revision.content");
    const before = await toldOf(author);
    await transact(by(mod), (ctx) => topicReplies.purge(ctx, { slug: topic, id, ...WHY }));
    expect(await findColumnsWith(NAME)).toEqual([]);
    // Its author is notified once, of the reply.
    expect((await toldOf(author)).length).toBe(before.length + 1);
  });

  it("leaves no draft that was saved at the same time", async () => {
    const section = "policies" as const;
    const first = await save(author, { ...prosed(TEXT), section });
    await save(author, { ...prosed("Nothing."), section, base: first.number });
    const writers = await Promise.all(Array.from({ length: 12 }, () => makeActor()));
    const number = first.number ?? 0;
    const autosave = (actor: Actor, sequence: number) =>
      transact(by(actor), (ctx) =>
        saveDraft(ctx, {
          ...at.senegal,
          section,
          base: number,
          content: prose({ aaaaaa: TEXT }),
          summary: "",
          force: false,
          sequence,
        }),
      );
    const done = await Promise.allSettled([
      ...writers.slice(0, 6).map((actor) => autosave(actor, 1)),
      purgeSection(number),
      ...writers.slice(6).map((actor) => autosave(actor, 1)),
      ...writers.map((actor) => autosave(actor, 2)),
    ]);
    const reasons = done.flatMap((one) => (one.status === "rejected" ? [one.reason.reason] : []));
    // A first autosave that comes after the second is refused as old.
    const allowed = ["base_purged", "draft_sequence"];
    expect(reasons.filter((reason) => !allowed.includes(reason))).toEqual([]);
    expect(await findColumnsWith(NAME)).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import { SYSTEM, transact } from "@/lib/transact";
import {
  countUnseenNotices,
  findWatch,
  gatherNotices,
  listNotices,
  listWatches,
  noticeWords,
} from "@/lib/watching";
import { SetWatch } from "@/lib/watching/forms/model";
import { thingName } from "@/lib/watching/model";
import { deleteMails } from "@/tests/support/account-pages";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { by, makeActor } from "@/tests/support/members";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { hoursPass, place, watches } from "@/tests/support/watching";
import { addToRoom, muteCategory, removeFromRoom, topicCommands, topicReplies } from "./index";

useDatabase();

const t = translator("en");
const CATEGORY = "category:electronic-evidence";
let author: Actor;
let reader: Actor;

beforeEach(async () => {
  deleteMails();
  await madeCategory();
  author = await makeActor("trusted");
  reader = await makeActor("trusted");
});

/** Runs a moderator's command. */
const moderated = async (command: (ctx: Ctx) => Promise<unknown>) =>
  transact(by(await makeActor("moderator")), command);

/** Opens a topic with the tags of the tests, and tells its watchers. */
async function opens(given: Record<string, unknown> = {}): Promise<string> {
  const { slug } = await openedTopic(author, given);
  await runDueJobs();
  return slug;
}
async function replies(slug: string, text = "A reply"): Promise<void> {
  await replied(author, slug, text);
  await runDueJobs();
}
/** What the reader was told: the thing, what happened, and why. */
const told = async (actor = reader) =>
  (await listNotices(actor, {})).rows
    .map(({ content, why }) => {
      const { title, said } = noticeWords(content, t, "en");
      return `${title}: ${said} (${why ? thingName(why.thing, t, "en") : "in person"})`;
    })
    .sort();
const NEW = "Electronic evidence: 1 new topic (Electronic evidence)";
const REPLY = `\u2068Hash values in court: who testifies?\u2069: 1 comment by \u2068Member\u2069 (Electronic evidence)`;
const plain = (texts: string[]) =>
  texts.map((text) => text.replaceAll(/by \u2068.*?\u2069/g, "by \u2068Member\u2069"));

describe("the five levels of a category or tag", () => {
  it.each([
    ["watching", [NEW, REPLY]],
    ["first", [NEW]],
    ["tracking", []],
    ["normal", []],
    ["muted", []],
  ] as const)("%s", async (level, wanted) => {
    await watches(reader, CATEGORY, level);
    await replies(await opens());
    expect(plain(await told())).toEqual(wanted);
    const [line] = (await listWatches(reader, {})).rows;
    expect(line).toMatchObject({ level, count: level === "normal" || level === "muted" ? 0 : 1 });
  });

  it.each(["topic:electronic-evidence", "country:GH", "article:185:19", "instrument:185"])(
    "tell of topics with a tag: %s",
    async (tag) => {
      await watches(reader, tag, "first");
      await replies(await opens());
      const name = thingName({ place: place(tag), names: null, title: null }, t, "en");
      expect(await told()).toEqual([`${name}: 1 new topic (${name})`]);
      await watches(reader, tag, "watching");
      await replies(await opens({ title: "Another of the same" }));
      expect(await told()).toHaveLength(2);
    },
  );

  it("have no level for first messages where no page belongs to a thing", async () => {
    const slug = await opens();
    expect(SetWatch.safeParse({ of: `discussion:${slug}`, level: "first" }).success).toBe(false);
    expect(SetWatch.safeParse({ of: CATEGORY, level: "first" }).success).toBe(true);
  });
});

describe("of several choices", () => {
  it("the narrowest decides: the topic, its article, its other tags, its category", async () => {
    await watches(reader, CATEGORY, "watching");
    await watches(reader, "country:GH", "muted");
    const slug = await opens();
    await replies(slug);
    expect(await told()).toEqual([]);
    await watches(reader, "article:185:19", "watching");
    await replies(slug);
    expect(await told()).toHaveLength(1);
    await watches(reader, `discussion:${slug}`, "muted");
    await replies(slug);
    expect((await findWatch(reader, place(`discussion:${slug}`))).wider).toMatchObject({
      level: "watching",
      thing: { place: place("article:185:19") },
    });
    expect(await told()).toHaveLength(1);
  });

  it("what is muted decides among equally narrow tags", async () => {
    await watches(reader, "country:GH", "watching");
    await watches(reader, "topic:electronic-evidence", "muted");
    await replies(await opens());
    expect(await told()).toEqual([]);
  });

  it("muting a category is a level like any other, and one topic in it can be watched", async () => {
    await transact(by(reader), (ctx) => muteCategory(ctx, { slug: "electronic-evidence", isMuted: true }));
    expect(await findWatch(reader, place(CATEGORY))).toMatchObject({ level: "muted" });
    const slug = await opens();
    await watches(reader, `discussion:${slug}`, "watching");
    await replies(slug);
    expect(await told()).toHaveLength(1);
  });

  it("unmuting a category twice leaves the level that was chosen in between", async () => {
    const mute = (isMuted: boolean) =>
      transact(by(reader), (ctx) => muteCategory(ctx, { slug: "electronic-evidence", isMuted }));
    await mute(true);
    await mute(false);
    await watches(reader, CATEGORY, "watching");
    await mute(false);
    expect(await findWatch(reader, place(CATEGORY))).toMatchObject({ level: "watching" });
  });

  it("a reply to the member is silent in what they muted, and a mention is not", async () => {
    await watches(reader, CATEGORY, "muted");
    const slug = await opens();
    const own = await replied(reader, slug, "What I wrote");
    await replied(author, slug, "An answer", own);
    await runDueJobs();
    expect(await told()).toEqual([]);
    await replies(slug, `And for @${reader.handle}`);
    expect(await told()).toHaveLength(1);
  });
});

describe("a mail", () => {
  const reason = "It names a victim";
  it.each([
    ["its author deleted the reply", (at) => transact(by(author), (ctx) => topicReplies.remove(ctx, at))],
    ["a moderator hid the reply", (at) => moderated((ctx) => topicReplies.hide(ctx, { ...at, reason }))],
    [
      "a moderator hid the topic",
      ({ slug }) => moderated((ctx) => topicCommands.hide(ctx, { slug, reason })),
    ],
  ] as [string, (at: { slug: string; id: string }) => Promise<unknown>][])(
    "is not sent if within ten minutes %s",
    async (_, withdraw) => {
      const watcher = await makeActor("trusted");
      const slug = await opens();
      await watches(watcher, `discussion:${slug}`, "watching");
      const id = await replied(author, slug, `A marker for @${reader.handle}`);
      await runDueJobs();
      expect([await told(), await told(watcher)]).toMatchObject([{ length: 1 }, { length: 1 }]);
      await hoursPass(0.15);
      expect(await readMails()).toEqual([]);
      await withdraw({ slug, id });
      await hoursPass(26);
      expect(JSON.stringify(await readMails())).not.toContain("A marker");
      const addresses = (await readMails()).map(recipientOf);
      for (const { handle } of [reader, watcher]) expect(addresses).not.toContain(`${handle}@example.org`);
      expect([await told(), await told(watcher)]).toEqual([[], []]);
    },
  );

  it("about a topic is not sent to those who watch its category once it is hidden", async () => {
    await watches(reader, CATEGORY, "first");
    const slug = await opens();
    expect(await told()).toEqual([NEW]);
    await moderated((ctx) => topicCommands.hide(ctx, { slug, reason }));
    await hoursPass(26);
    expect((await readMails()).map(recipientOf)).not.toContain(`${reader.handle}@example.org`);
  });
});

describe("a restricted room", () => {
  beforeEach(async () => {
    await madeCategory({ slug: "room", name_en: "Room", audience: "group" });
    const admin = await makeActor("administrator");
    for (const { handle } of [author, reader])
      await transact(by(admin), (ctx) => addToRoom(ctx, { slug: "room", handle }));
  });
  const leave = async () => {
    const admin = await makeActor("administrator");
    const { handle } = reader;
    await transact(by(admin), (ctx) => removeFromRoom(ctx, { slug: "room", handle }));
  };
  const writes = async () => {
    const { slug } = await openedTopic(author, { category: "room", title: "A marker" }, "rooms");
    await replied(author, slug, "A reply", null, "rooms");
    await runDueJobs();
  };

  it("tells its readers, and nobody else who watches a tag", async () => {
    const other = await makeActor("trusted");
    for (const actor of [other, reader]) await watches(actor, "topic:electronic-evidence", "watching");
    await writes();
    expect(await told(other)).toEqual([]);
    expect(await countUnseenNotices(other.id)).toBe(0);
    expect((await listWatches(other, {})).rows).toMatchObject([{ count: 0 }]);
    expect(await told()).toHaveLength(2);
  });

  it("is not named to those who cannot read it, whether it exists or not", async () => {
    const other = await makeActor("trusted");
    for (const of of ["category:room", "category:none"])
      await expect(watches(other, of)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is in no digest of a member who lost it this morning, and counts nowhere", async () => {
    await watches(reader, "category:room", "watching");
    await pool().query(
      `insert into notice_setting (member_id, mails, daily_cap, own_edits, updated_at)
       values ($1, '{"subject": "daily", "room": "daily"}', 20, 'normal', now())`,
      [reader.id],
    );
    await writes();
    expect(await told()).toHaveLength(2);
    await leave();
    expect(await countUnseenNotices(reader.id)).toBe(0);
    await hoursPass(26);
    expect(await readMails()).toEqual([]);
    expect(await told()).toEqual([]);
    expect(await listWatches(reader, {})).toMatchObject({ rows: [], total: 0 });
  });

  it("is in no mail at once to a member who lost it this morning, whatever told them of it", async () => {
    const { slug } = await openedTopic(reader, { category: "room", title: "A marker" }, "rooms");
    const own = await replied(reader, slug, "What I wrote", null, "rooms");
    await watches(reader, "topic:electronic-evidence", "watching");
    await replied(author, slug, "An answer", own, "rooms");
    await replied(author, slug, `For @${reader.handle}`, null, "rooms");
    await writes();
    expect((await told()).length).toBeGreaterThan(3);
    await hoursPass(0);
    await leave();
    expect([await told(), await countUnseenNotices(reader.id)]).toEqual([[], 0]);
    await hoursPass(26);
    expect(await readMails()).toEqual([]);
    expect(JSON.stringify(await listWatches(reader, {}))).not.toContain("marker");
  });

  it("leaves a mail that was about to be sent, if it is lost meanwhile", async () => {
    await watches(reader, "category:room", "watching");
    await writes();
    await pool().query("update notice set due_at = now() - interval '1 minute' where due_at is not null");
    await transact(SYSTEM, gatherNotices);
    await leave();
    await runDueJobs();
    expect(await readMails()).toEqual([]);
  });

  it("has no title of a topic in a mail", async () => {
    await watches(reader, "category:room", "first");
    await writes();
    await hoursPass(26);
    const [mail] = await readMails();
    expect(JSON.stringify(mail)).toContain("1 new topic");
    expect(JSON.stringify(mail)).not.toContain("A marker");
  });
});

import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { CONSEQUENCES } from "@/lib/consequences";
import { OF_ALL_PAGES, OF_SORTS } from "@/lib/consequences/revisions";
import type { Actor } from "@/lib/core/actor";
import { noteTables } from "@/lib/core/composed";
import { composeConsequences } from "@/lib/core/consequences";
import type { Ctx } from "@/lib/core/ctx";
import { composePersonalData, personalData } from "@/lib/core/personal-data";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import { erasePerson } from "@/lib/members/erase-person";
import { composeNotices, describeDecision, noticeKinds } from "@/lib/notices";
import { composeCategories } from "@/lib/notices/model";
import { findDeadLinks, listBacklinks } from "@/lib/page-kinds";
import { listHistory, revisionRows } from "@/lib/pages";
import { composeLinks } from "@/lib/pages/links";
import { linkKinds } from "@/lib/pages/links/kinds";
import { listRestrictions } from "@/lib/pages/moderation";
import { collectOwnData } from "@/lib/personal-data";
import { countParts, describeQueue } from "@/lib/queues";
import { search } from "@/lib/search";
import { reindexAll } from "@/lib/searchables";
import { OPERATOR, transact } from "@/lib/transact";
import { listNotices, listWatches, noticeWords, setWatch } from "@/lib/watching";
import { composePlaces, listMailed, placeKinds, readPlace } from "@/lib/watching/model";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { prose } from "@/tests/support/sections";
import {
  NOTE_DATA,
  NOTE_STEPS,
  nameDecision,
  notes,
  SEARCHED,
  WATCHED_NOTES,
} from "@/tests/support/toy-domain/follows";
import { editing, past, pinNote, review, startNote } from "@/tests/support/toy-domain/note";
import { NOTE_PLACE, notePages, TABLES } from "@/tests/support/toy-domain/page-kind";
import { read } from "./syntax";

/*
 * A kind of page that the product does not have, "note", in its own folder: everything that works for any
 * page works for it, without changes to an engine. Here are the lines that it adds to the tables of kinds.
 */
const [links, notices, places, kept] = [linkKinds(), noticeKinds(), placeKinds(), personalData()];
beforeAll(() => {
  composeConsequences({ ...CONSEQUENCES, ...revisionRows(OF_ALL_PAGES, { ...OF_SORTS, note: NOTE_STEPS }) });
  composeLinks({ kinds: [...links.kinds, notePages], areas: [...links.areas, notePages] });
  composePlaces({ ...places, places: [...places.places, NOTE_PLACE] });
  composeCategories(listMailed(), []);
  composePersonalData([...kept, NOTE_DATA]);
  composeNotices({
    ...notices,
    pages: [...notices.pages, WATCHED_NOTES],
    news: {
      ...notices.news,
      revision: describeDecision({ note: nameDecision }),
      review: describeQueue(new Map([[notes.name, notes]])),
    },
  });
});
afterAll(noteTables());

useDatabase();

const SLUG = "on-channels";
const TITLE = "On channels for urgent requests";
let member: Actor;
let trusted: Actor;
let moderator: Actor;

const as = <T>(actor: Actor, does: (ctx: Ctx) => Promise<T>) => transact(by(actor), does);
/** Saves the text of the note, based on a revision. */
const save = (actor: Actor, text: string, base: number | null = null) =>
  as(actor, (ctx) =>
    editing.save(ctx, {
      slug: SLUG,
      base,
      summary: `Says ${text}`,
      clientToken: randomUUID(),
      content: prose({ aaaaaa: text }),
    }),
  );
const head = async () => {
  const found = await past.findHead(SLUG, null);
  if (!found) throw new Error("the note is there");
  return found;
};

beforeEach(async () => {
  await pool().query(`drop table if exists note_pin, note; ${TABLES}`);
  [member, trusted, moderator] = await Promise.all([
    makeActor(),
    makeActor("trusted"),
    makeActor("moderator"),
  ]);
  await as(trusted, (ctx) => startNote(ctx, { slug: SLUG, title: TITLE }));
});

describe("a note", () => {
  it("can be edited, and its history lists the revisions with their authors", async () => {
    await save(trusted, "First");
    expect(await save(trusted, "Second", 1)).toMatchObject({ state: "published", number: 2 });
    const { rows, total } = await listHistory((await head()).history, {});
    expect(total).toBe(2);
    expect(rows.map(({ number, summary }) => [number, summary])).toEqual([
      [2, "Says Second"],
      [1, "Says First"],
    ]);
  });

  it("is merged with another member's later changes, or refused if only a person can decide", async () => {
    await save(trusted, "First");
    await save(trusted, "Second", 1);
    await expect(save(moderator, "Third", 1)).rejects.toMatchObject({ reason: "edit_conflict" });
  });

  it("has drafts, which their author continues", async () => {
    const draft = {
      slug: SLUG,
      base: null,
      summary: "",
      sequence: 1,
      force: false,
      content: prose({ aaaaaa: "Begun" }),
    };
    expect(await as(member, (ctx) => editing.saveDraft(ctx, draft))).toMatchObject({ sequence: 1 });
    await expect(
      as(member, (ctx) => editing.saveDraft(ctx, { ...draft, content: prose({ aaaaaa: "Other" }) })),
    ).rejects.toMatchObject({
      reason: "draft_sequence",
    });
    expect(await as(member, (ctx) => editing.discardDraft(ctx, { slug: SLUG }))).toMatchObject({
      isDiscarded: true,
    });
  });

  it("shows the differences between two revisions", async () => {
    await save(trusted, "First");
    await save(trusted, "Second", 1);
    expect(await past.diff(await head(), 1, 2)).toMatchObject({ family: "prose", size: { passages: 1 } });
  });

  it("has revisions that moderators can hide and show again", async () => {
    await save(trusted, "First");
    await save(trusted, "Second", 1);
    const hidden = {
      slug: SLUG,
      number: 1,
      text: true,
      summary: true,
      author: false,
      reason: "It names a victim",
    };
    await as(moderator, (ctx) => past.hide(ctx, { ...hidden, through: undefined }));
    expect(await past.diff(await head(), 1, 2)).toBeNull();
    const listed = () => listRestrictions({ protectable: [notePages], hideable: [notePages] }, moderator);
    expect((await listed()).hidings.rows).toMatchObject([{ number: 1, slug: SLUG, title: TITLE }]);
    await as(moderator, (ctx) => past.show(ctx, { slug: SLUG, number: 1 }));
    expect((await listed()).hidings.total).toBe(0);
  });

  it("waits for a reviewer if its author is new, in a queue that counts it", async () => {
    expect(await save(member, "Proposed")).toMatchObject({ state: "pending", number: 1 });
    expect(await countParts(moderator, notes, db())).toMatchObject([
      { name: "notes", waiting: { count: 1 } },
    ]);
    await as(moderator, (ctx) => review.accept(ctx, { slug: SLUG, number: 1 }));
    expect(await countParts(moderator, notes, db())).toMatchObject([{ waiting: { count: 0 } }]);
    expect((await listHistory((await head()).history, {})).total).toBe(1);
    await save(member, "Again", 1);
    await as(moderator, (ctx) => review.reject(ctx, { slug: SLUG, number: 2, reason: "Without a source" }));
    expect((await listHistory((await head()).history, {})).total).toBe(1);
  });

  it("links to other pages, and is listed as their target", async () => {
    const link = (href: string, id: string) => ({
      type: "paragraph" as const,
      attrs: { id },
      content: [
        { type: "text" as const, text: "See there", marks: [{ type: "link" as const, attrs: { href } }] },
      ],
    });
    await as(trusted, (ctx) => startNote(ctx, { slug: "on-keys", title: "On keys" }));
    const content = {
      schemaVersion: 1 as const,
      doc: {
        type: "doc" as const,
        content: [link("/notes/on-keys", "aaaaaa"), link("/notes/none", "bbbbbb")],
      },
    };
    await as(trusted, (ctx) =>
      editing.save(ctx, { slug: SLUG, base: null, summary: "Leads on", clientToken: "leads-on", content }),
    );
    expect((await listBacklinks("notes/on-keys")).rows).toEqual([
      { kind: "note", slug: SLUG, path: `/notes/${SLUG}`, part: "", name: TITLE },
    ]);
    expect((await findDeadLinks([content])).lost.links).toEqual([{ target: "notes/none", state: "missing" }]);
  });

  it("is found by its words, also after rebuilding the index", async () => {
    await save(trusted, "The lantern is lit");
    const found = async () =>
      (await search(trusted, { q: "lantern" }, "en")).hits.map(({ kind, href }) => [
        kind,
        href.split(/[#?:]/)[0],
      ]);
    expect(await found()).toEqual([["note", `/notes/${SLUG}`]]);
    await pool().query("delete from search_entry");
    await reindexAll(OPERATOR, undefined, [SEARCHED]);
    expect(await found()).toHaveLength(1);
  });

  it("can be watched, and its watchers get a notification of what changed, with a link", async () => {
    await save(trusted, "First");
    const of = readPlace(`note:${SLUG}`);
    if (!of) throw new Error("a note is a place");
    await as(member, (ctx) => setWatch(ctx, { of, level: "watching", show: undefined }));
    await save(trusted, "Second", 1);
    await runDueJobs();
    expect((await listWatches(member, { kind: "notes" })).rows).toMatchObject([
      { thing: { place: of, title: TITLE }, count: 1, happened: [{ kind: "change", count: 1 }] },
    ]);
    const [line] = (await listNotices(member, {})).rows;
    expect(line).toMatchObject({ category: "note", why: { level: "watching" } });
    expect(line && noticeWords(line.content, translator("en"), "en")).toMatchObject({
      path: `/notes/${SLUG}`,
      quotes: ["Says Second"],
      title: `\u2068${TITLE}\u2069`,
    });
  });

  it("notifies reviewers of pending changes, and the author of the decision", async () => {
    await save(member, "Proposed");
    const newsOf = async (reader: Actor) =>
      (await listNotices(reader, {})).rows.map(({ content }) => content.what === "news" && content.news);
    expect(await newsOf(moderator)).toEqual(["review"]);
    await as(moderator, (ctx) => review.accept(ctx, { slug: SLUG, number: 1 }));
    expect(await newsOf(moderator)).toEqual([]);
    expect(await newsOf(member)).toEqual(["edit.accepted"]);
  });

  it("is in its author's export with the members who pinned it; pins are erased with the account, and the text stays", async () => {
    await save(trusted, "First");
    await as(trusted, (ctx) => pinNote(ctx, SLUG));
    const own = async () => JSON.parse((await collectOwnData(db(), trusted.id, new Date())).toString());
    expect(await own()).toMatchObject({
      notePins: [{ title: TITLE }],
      contributions: [{ summary: "Says First" }],
    });
    await as(trusted, (ctx) =>
      erasePerson(ctx, trusted.id)
        .then(() => ctx.asSystem("a test"))
        .then(() => ctx.skipAudit("a test")),
    );
    expect((await pool().query("select * from note_pin")).rowCount).toBe(0);
    expect((await listHistory((await head()).history, {})).rows).toMatchObject([{ author: "former" }]);
  });
});

it("has at most 150 lines of code", () => {
  const folder = "tests/support/toy-domain";
  const lines = readdirSync(folder).flatMap((name) => {
    const code = read(`${folder}/${name}`).replaceAll(/\/\*\*.*?\*\//gs, "");
    return code.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//"));
  });
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.length).toBeLessThanOrEqual(150);
});

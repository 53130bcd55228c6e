import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, like } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment } from "@/db/schema/comments";
import { importedMessage, importRun } from "@/db/schema/discussion-imports";
import { topic } from "@/db/schema/discussions";
import { searchEntry } from "@/db/schema/search";
import { notice } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { readVersion, scope } from "@/lib/core/versions";
import {
  countOwnTopics,
  findTopicPage,
  listImportedOn,
  listReplies,
  listTopics,
  topicCommands,
} from "@/lib/discussions";
import { MergeTopic } from "@/lib/discussions/care/model";
import { contentText } from "@/lib/text/plain";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { madeCategory, openedTopic, topicRow } from "@/tests/support/topics";
import { discussionsImport } from "./discussions-import";
import { discussionsUndoImport } from "./discussions-undo-import";

useDatabase();

let folder: string;
let kofi: Actor;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-"));
  await madeCategory();
  kofi = await makeActor("trusted");
});
afterEach(() => rm(folder, { recursive: true }));

const mail = (
  id: string,
  given: { from?: string; subject?: string; answers?: string; day?: number; body?: string } = {},
) => {
  const {
    from = "Awa Diop <awa@example.sn>",
    subject = "Seals",
    answers,
    day = 4,
    body = `Words of ${id}.`,
  } = given;
  return [
    "From list@example.org Mon Mar  4 10:00:00 2019",
    `From: ${from}`,
    `Date: ${day} Mar 2019 10:00:00 +0000`,
    `Message-ID: <${id}@list>`,
    `Subject: ${subject}`,
    ...(answers ? [`In-Reply-To: <${answers}@list>`] : []),
    "",
    body,
    "",
    "",
  ].join("\n");
};
const KOFI = "Kofi Mensah <kofi@example.gh>";
const LIST = [
  mail("a", { body: "Who breaks the seal? Ask awa@example.sn." }),
  mail("b", { from: KOFI, answers: "a", day: 5, subject: "Re: Seals" }),
  mail("c", { answers: "b", day: 6, subject: "Re: Seals", body: "<script>alert(1)</script> \u0000 I do." }),
  mail("d", { subject: "Another matter", day: 7 }),
].join("");

async function fileOf(text: string, name = "list.mbox"): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
/** Runs a command, and returns what it says. */
async function said(work: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return lines.join("");
}
type Options = Partial<Parameters<typeof discussionsImport.run>[0]> & { file: string };
const run = (options: Options) =>
  said(async () =>
    discussionsImport.run(
      discussionsImport.input.parse({
        format: "mbox",
        category: "electronic-evidence",
        source: "Seals list",
        ...options,
      }) as never,
    ),
  );
const hashIn = (report: string) => /--apply (\w+)/.exec(report)?.[1] ?? "";
async function imported(options: Options): Promise<string> {
  return run({ ...options, apply: hashIn(await run(options)) });
}
const topics = () => db().select().from(topic).orderBy(topic.number);

describe("an import of a mailing list", () => {
  it("reports first and changes nothing, then keeps times, answers and names, and notifies nobody", async () => {
    const file = await fileOf(LIST);
    const report = await run({ file });
    expect(report).toContain("new  Seals: 3 messages (0 by members, 3 by name)");
    expect(report).toContain("2 topics with 4 messages");
    expect([await topics(), await db().$count(importRun)]).toEqual([[], 0]);
    await run({ file, apply: hashIn(report) });
    const [seals, other] = await topics();
    expect([seals?.number, seals?.title, seals?.replyCount]).toEqual([1, "Seals", 2]);
    expect(seals?.createdAt).toEqual(new Date("2019-03-04T10:00:00Z"));
    expect(seals?.activeAt).toEqual(new Date("2019-03-06T10:00:00Z"));
    expect(other?.title).toBe("Another matter");
    const page = await findTopicPage("1");
    expect(page && contentText(page.content)).toBe("Who breaks the seal? Ask …@….");
    const { lines } = await listReplies(seals?.pageId ?? "", "all");
    expect(lines.map(({ number, answers }) => [number, answers])).toEqual([
      [1, null],
      [2, 1],
    ]);
    expect(lines[1]?.content && contentText(lines[1].content)).toBe("<script>alert(1)</script>  I do.");
    const names = await listImportedOn(
      seals?.pageId ?? "",
      lines.map(({ id }) => id),
    );
    expect(names.get("")).toEqual({ name: "Awa Diop", source: "Seals list" });
    expect(names.get(lines[0]?.id ?? "")).toMatchObject({ name: "Kofi Mensah" });
    // They are no members, and their addresses are nowhere.
    expect(await db().$count(member, like(member.email, "%@example.gh"))).toBe(0);
    expect(JSON.stringify(await db().select().from(importedMessage))).not.toContain("@example");
    expect(await db().$count(searchEntry, eq(searchEntry.kind, "comment"))).toBe(2);
    expect(await db().$count(notice)).toBe(0);
  });

  it("imports nothing twice, and later what came since", async () => {
    const file = await fileOf(LIST);
    await imported({ file });
    expect(await imported({ file })).toContain("0 topics with 0 messages, 4 there already");
    const more = await fileOf(LIST + mail("e", { answers: "c", day: 9, subject: "Re: Seals" }), "later.mbox");
    expect(await imported({ file: more })).toContain("more  Seals: 1 messages");
    const [seals] = await topics();
    expect([await db().$count(topic), seals?.replyCount]).toEqual([2, 3]);
    const last = await fileOf(LIST + mail("f", { answers: "c", day: 10, subject: "Re: Seals" }), "last.mbox");
    const given = { file: last, format: "mbox", category: "electronic-evidence", source: "Seals list" };
    const input = discussionsImport.input.parse({
      ...given,
      apply: hashIn(await run({ file: last })),
    }) as never;
    await said(() => Promise.all([discussionsImport.run(input), discussionsImport.run(input)]));
    expect([await db().$count(topic), await db().$count(comment)]).toEqual([2, 4]);
  });

  it("knows members by a list of authors, for whom nothing is unread", async () => {
    const [row] = await db().select({ email: member.email }).from(member).where(eq(member.id, kofi.id));
    const authors = await fileOf(`"Kofi@example.gh",${row?.email}\n`, "authors.csv");
    const file = await fileOf(LIST);
    expect(await imported({ file, authors })).toContain("1 by members");
    const replies = await db().select({ by: comment.authorId }).from(comment).where(eq(comment.number, 1));
    expect(replies).toEqual([{ by: kofi.id }]);
    expect(await countOwnTopics(kofi)).toMatchObject({ unread: 0, new: 0 });
    const wrong = await fileOf("awa@example.sn,nobody@example.org\n", "wrong.csv");
    await expect(run({ file, authors: wrong })).rejects.toThrow("nobody@example.org");
    await expect(run({ file, authors: await fileOf("awa\n", "bad.csv") })).rejects.toThrow("line 1");
  });

  it("needs the report of these files and options, and a file of the format", async () => {
    const file = await fileOf(LIST);
    const hash = hashIn(await run({ file }));
    await expect(run({ file, source: "Another list", apply: hash })).rejects.toThrow("another report");
    await writeFile(file, LIST + mail("e"));
    await expect(run({ file, apply: hash })).rejects.toThrow("another report");
    await expect(run({ file, category: "no-such" })).rejects.toThrow("no category");
    await expect(run({ file: await fileOf("Words", "x.txt") })).rejects.toThrow("not an mbox");
    await expect(run({ file, format: "discourse" })).rejects.toThrow("not JSON");
    await expect(run({ file: join(folder, "none") })).rejects.toThrow("cannot be read");
  });

  it("is undone as a whole, and can be repeated", async () => {
    const file = await fileOf(LIST);
    const runId = /run (\S+)/.exec(await imported({ file }))?.[1] ?? "";
    const undo = () => said(async () => discussionsUndoImport.run({ run: runId }));
    expect(await undo()).toContain("4 messages in 2 topics hidden");
    expect((await topics()).map(({ state }) => state)).toEqual(["hidden", "hidden"]);
    expect(await db().$count(searchEntry, eq(searchEntry.kind, "comment"))).toBe(0);
    expect(await undo()).toContain("0 messages");
    expect(await imported({ file })).toContain("2 topics with 4 messages");
  });
});

describe("imported messages that moderators moved", () => {
  const names = async (number: string) => {
    const page = await findTopicPage(number);
    const { lines } = await listReplies(page?.id ?? "", "all");
    const ids = lines.map(({ id }) => id);
    const found = await listImportedOn(page?.id ?? "", ids);
    return [found.get("")?.name, ...ids.map((id) => found.get(id)?.name)];
  };
  const merged = async (from: string, into: string) => {
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) => topicCommands.merge(ctx, MergeTopic.parse({ slug: from, into })));
  };

  it("keep the names of their authors, also the first message of a merged topic, and lists show them", async () => {
    await imported({ file: await fileOf(LIST) });
    const { rows } = await listTopics({});
    expect(rows.map(({ title, importedBy, last }) => [title, importedBy, last?.importedBy])).toEqual([
      ["Another matter", "Awa Diop", undefined],
      ["Seals", "Awa Diop", "Awa Diop"],
    ]);
    const [seals, other] = (await topics()).map(({ number }) => String(number));
    await merged(seals ?? "", other ?? "");
    expect(await names(other ?? "")).toEqual(["Awa Diop", "Awa Diop", "Kofi Mensah", "Awa Diop"]);
  });

  it("get what is imported later where they are now, and are hidden there by an undo", async () => {
    const first = await imported({ file: await fileOf(LIST) });
    const [seals] = await topics();
    const { slug } = await openedTopic(kofi, { title: "Seals of another kind" });
    await merged(String(seals?.number), slug);
    const later = LIST + mail("e", { answers: "c", day: 9, subject: "Re: Seals" });
    await imported({ file: await fileOf(later, "later.mbox") });
    const replies = async () => (await findTopicPage(slug))?.replyCount;
    expect([await replies(), (await names(slug)).length]).toEqual([4, 5]);
    const before = await readVersion([scope.topic(slug)]);
    const run = /run (\S+)/.exec(first)?.[1] ?? "";
    expect(await said(async () => discussionsUndoImport.run({ run }))).toContain("4 messages in 2 topics");
    expect([await replies(), (await topicRow(slug)).state]).toEqual([1, "shown"]);
    expect(await readVersion([scope.topic(slug)])).not.toEqual(before);
  });
});

describe("an import into a restricted room", () => {
  it("is in no public list and no public search", async () => {
    await madeCategory({ slug: "case-work", audience: "practitioners" });
    const posts = [
      {
        id: 1,
        topic_id: 1,
        post_number: 1,
        username: "awa",
        created_at: "2019-03-04T10:00:00Z",
        cooked: "<p>Marker</p>",
      },
    ];
    const file = await fileOf(JSON.stringify({ topics: [{ id: 1, title: "A case" }], posts }), "forum.json");
    await imported({ file, format: "discourse", category: "case-work" });
    const [only] = await topics();
    expect(only).toMatchObject({ isInRoom: true, state: "inside" });
    expect(await findTopicPage("1")).toBeNull();
    const entries = await db()
      .select({ audience: searchEntry.audience })
      .from(searchEntry)
      .where(like(searchEntry.text, "%Marker%"));
    expect(entries.every(({ audience }) => audience?.startsWith("room:"))).toBe(true);
  });
});

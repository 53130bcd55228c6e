import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { file, fileUse } from "@/db/schema/files";
import { heldForm } from "@/db/schema/sign-in";
import { postComments } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { readVersion, scope } from "@/lib/core/versions";
import {
  addToRoom,
  removeFromRoom,
  roomCommands,
  roomReplies,
  topicCommands,
  topicReplies,
} from "@/lib/discussions";
import { MergeTopic } from "@/lib/discussions/care/model";
import { RoomMember } from "@/lib/discussions/categories/model";
import { readUploads } from "@/lib/files/model";
import { runDueJobs } from "@/lib/jobs/worker";
import { erasePerson } from "@/lib/members/erase-person";
import { collectOwnData } from "@/lib/personal-data";
import { SYSTEM, transact } from "@/lib/transact";
import { sealMember } from "@/lib/web/held/drawn-for";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { keep, useFileDoor } from "@/tests/support/file-door";
import { actorOf, by, makeActor, makeMember } from "@/tests/support/members";
import { publishedPost } from "@/tests/support/posts";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { listCommentFiles } from "./queries";

useDatabase();
const { ask, begin, sendPart, upload } = useFileDoor();
setEnvironment({ RATE_LIMITS: "off" });

type Command<I, O> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<O>;
const run = <I, O>(actor: Actor, command: Command<I, O>, input: I) =>
  transact(by(actor), (ctx) => command(ctx, input));

let awa: Actor;
let ben: Actor;
let moderator: Actor;

beforeEach(async () => {
  [awa, ben, moderator] = [
    await makeActor("trusted"),
    await makeActor("trusted"),
    await makeActor("moderator"),
  ];
});

/** Writes a reply with files. Returns its id. */
async function withFiles(
  as: Actor,
  slug: string,
  files: string[],
  area: "discussions" | "rooms" = "discussions",
) {
  const { write } = area === "rooms" ? roomReplies : topicReplies;
  const text = "The form is attached.";
  return (await run(as, write, { slug, text, parent: null, clientToken: randomUUID(), files })).id;
}

async function topicWithFile(as = awa) {
  await madeCategory();
  const { slug } = await openedTopic(ben);
  const fileId = await keep(as, "form.txt", `Form ${randomUUID()}`);
  return { slug, fileId, id: await withFiles(as, slug, [fileId]), at: `/files/${fileId}` };
}

/** Who gets a file: of a visitor, a member, its author, and a moderator. */
async function having(path: string) {
  const people = { visitor: null, member: ben, author: awa, moderator };
  const had: string[] = [];
  for (const [who, as] of Object.entries(people)) {
    const { status } = await ask(path, { as });
    if (status === 200) had.push(who);
    else expect([who, status]).toEqual([who, 404]);
  }
  return had;
}
const ALL = ["visitor", "member", "author", "moderator"];
const NEAR = ["author", "moderator"];

describe("a file in a public reply", () => {
  it("is everybody's while the reply and the topic are shown, and then its author's and moderators'", async () => {
    const { slug, id, at, fileId } = await topicWithFile();
    expect((await listCommentFiles([id])).get(id)).toMatchObject([
      { id: fileId, name: "form.txt", state: "clean" },
    ]);
    expect(await having(at)).toEqual(ALL);
    expect(await having(`/discussions/t/${slug}${at}`)).toEqual(ALL);
    await run(moderator, topicReplies.hide, { slug, id, reason: "It names a victim" });
    expect(await having(at)).toEqual(NEAR);
    expect(await having(`/discussions/t/${slug}/files.zip`)).toEqual(NEAR);
    await run(moderator, topicReplies.show, { slug, id });
    expect(await having(at)).toEqual(ALL);
    await run(moderator, topicCommands.hide, { slug, reason: "Off topic" });
    expect(await having(at)).toEqual(NEAR);
  });

  it("goes to its author alone when they delete the reply, and is deleted two days later", async () => {
    const { slug, id, at, fileId } = await topicWithFile();
    await run(awa, topicReplies.remove, { slug, id });
    expect(await having(at)).toEqual(["author"]);
    expect(await db().$count(fileUse)).toBe(0);
    const [row] = await db().select().from(file).where(eq(file.id, fileId));
    expect(Date.now() - (row?.touchedAt.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it("is only its author's before it is checked, and its page is drawn again after that", async () => {
    await madeCategory();
    const { slug } = await openedTopic(ben);
    const content = Buffer.from("Article 29\n");
    const begun = await begin(awa, "form.txt", content.length);
    await sendPart(awa, begun.at, 0, content);
    const id = await withFiles(awa, slug, [begun.id]);
    expect((await listCommentFiles([id])).get(id)).toMatchObject([{ state: "quarantined" }]);
    expect(await having(`/files/${begun.id}`)).toEqual([]);
    const before = await readVersion([scope.topic(slug)]);
    await runDueJobs();
    expect(await readVersion([scope.topic(slug)])).toBeGreaterThan(before);
    expect(await having(`/files/${begun.id}`)).toEqual(ALL);
  });

  it("that is refused by the check stays in the list with its reason, and that of a deleted reply is nobody's", async () => {
    await madeCategory();
    const { slug } = await openedTopic(ben);
    const ids: string[] = [];
    for (const name of ["a.pdf", "b.pdf"]) {
      const begun = await begin(awa, name, 13);
      await sendPart(awa, begun.at, 0, Buffer.from("no such thing"));
      ids.push(begun.id);
    }
    const [kept, gone] = [
      await withFiles(awa, slug, [ids[0] ?? ""]),
      await withFiles(awa, slug, [ids[1] ?? ""]),
    ];
    await Promise.all([run(awa, topicReplies.remove, { slug, id: gone }), runDueJobs()]);
    expect((await listCommentFiles([kept])).get(kept)).toMatchObject([{ state: "refused" }]);
    expect((await listCommentFiles([gone])).size).toBe(0);
    // It is not used again.
    expect(await refusedFiles(withFiles(awa, slug, [ids[1] ?? ""]))).toEqual(["files_unknown"]);
  });

  it("goes along when the reply moves, under its own address", async () => {
    const { slug, id, at } = await topicWithFile();
    const into = await openedTopic(ben, { title: "A second question about hash values" });
    await run(moderator, topicCommands.merge, MergeTopic.parse({ slug, into: into.slug }));
    expect(await having(at)).toEqual(ALL);
    expect(await having(`/discussions/t/${slug}${at}`)).toEqual([]);
    expect(await having(`/discussions/t/${into.slug}${at}`)).toEqual(ALL);
    const [use] = await db().select().from(fileUse);
    expect(use).toMatchObject({
      place: `/discussions/t/${into.slug}`,
      scope: scope.topic(into.slug),
      ownerId: id,
    });
    await run(moderator, topicReplies.hide, { slug: into.slug, id, reason: "Off topic" });
    expect(await having(at)).toEqual(NEAR);
  });
});

const refusedFiles = async (attempt: Promise<unknown>) => {
  const { code, details } = await refusal(attempt);
  expect(code).toBe("invalid");
  return (details as { fields: { files?: string[] } }).fields.files;
};

describe("attaching files", () => {
  it("takes one's own uploads that are used nowhere, at most five, and once though sent twice", async () => {
    const { slug, fileId } = await topicWithFile();
    const foreign = await keep(ben, "other.txt", "other");
    const free = await keep(awa, "free.txt", "free");
    expect(await refusedFiles(withFiles(awa, slug, [foreign]))).toEqual(["files_unknown"]);
    expect(await refusedFiles(withFiles(awa, slug, [fileId]))).toEqual(["files_unknown"]);
    expect(await refusedFiles(withFiles(awa, slug, [randomUUID()]))).toEqual(["files_unknown"]);
    const six = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => keep(awa, `${n}.txt`, `${n}`)));
    expect(await refusedFiles(withFiles(awa, slug, six))).toEqual(["files_many"]);
    const input = { slug, text: "Again", parent: null, clientToken: randomUUID(), files: [free, free] };
    const both = await Promise.all([1, 2].map(() => run(awa, topicReplies.write, input)));
    expect(both[0]?.id).toBe(both[1]?.id);
    expect(await db().$count(fileUse, eq(fileUse.fileId, free))).toBe(1);
    // The moderator, who has it, does not attach it either.
    expect(await refusedFiles(withFiles(moderator, slug, [free]))).toEqual(["files_unknown"]);
  });

  it("gives a file to one of two replies that want it at once, on two pages", async () => {
    await madeCategory();
    const topics = [
      await openedTopic(ben),
      await openedTopic(ben, { title: "A second question about hash values" }),
    ];
    const ids = [await keep(awa, "one.txt", "one"), await keep(awa, "two.txt", "two")];
    const all = await Promise.allSettled(
      topics.map(({ slug }, n) => withFiles(awa, slug, n === 0 ? ids : [...ids].reverse())),
    );
    expect(all.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db().$count(fileUse)).toBe(2);
  });

  it("is not for new members before their first comments are shown, and their words are not lost by it", async () => {
    await madeCategory();
    const { slug } = await openedTopic(ben);
    const fresh = await actorOf((await makeMember()).id);
    const fileId = await keep(fresh, "form.txt", "form");
    expect(await refusedFiles(withFiles(fresh, slug, [fileId]))).toEqual(["files_later"]);
    for (const text of ["One.", "Two."]) {
      const id = await replied(fresh, slug, text);
      await run(moderator, topicReplies.show, { slug, id });
    }
    await withFiles(fresh, slug, [fileId]);
  });

  it("of a reply that waits shows its files to its author and moderators alone", async () => {
    const { at, id } = await topicWithFile();
    await db().execute(`update comment set state = 'held' where id = '${id}'`);
    expect(await having(at)).toEqual(NEAR);
  });

  it("follows an edit: files are added and removed, and without a list they stay", async () => {
    const { slug, id, fileId } = await topicWithFile();
    const more = await keep(awa, "more.txt", "more");
    const edit = (given: object) =>
      run(awa, topicReplies.edit, { slug, id, text: "The form is attached.", ...given });
    const names = async () => ((await listCommentFiles([id])).get(id) ?? []).map(({ name }) => name);
    await edit({ files: [fileId, more] });
    expect(await names()).toEqual(["form.txt", "more.txt"]);
    await edit({ text: "The forms are attached." });
    expect(await names()).toEqual(["form.txt", "more.txt"]);
    await edit({ text: "The forms are attached.", files: [more] });
    expect(await names()).toEqual(["more.txt"]);
    await edit({ text: "The forms are attached.", files: [] });
    expect(await names()).toEqual([]);
    expect(await having(`/files/${fileId}`)).toEqual(["author"]);
    expect((await refusal(run(ben, topicReplies.edit, { slug, id, text: "x", files: [] }))).code).toBe(
      "forbidden",
    );
  });
});

describe("a file in a restricted room", () => {
  const list = (actor: Actor, command: typeof addToRoom = addToRoom) =>
    makeActor("administrator").then((admin) =>
      run(admin, command, RoomMember.parse({ slug: "joint-team", handle: actor.handle })),
    );

  async function inside() {
    await madeCategory({ slug: "joint-team", audience: "group", name_en: "Joint team" });
    for (const one of [awa, ben]) await list(one);
    const { slug } = await openedTopic(ben, { category: "joint-team" }, "rooms");
    const fileId = await keep(awa, "warrant.txt", `Quetzalcoatl ${randomUUID()}`);
    return { slug, fileId, id: await withFiles(awa, slug, [fileId], "rooms"), at: `/files/${fileId}` };
  }

  it("is its readers' alone, asked at each download, and each download is recorded", async () => {
    const { slug, at, fileId } = await inside();
    expect(await having(at)).toEqual(["member", "author", "moderator"]);
    const answer = await ask(at, { as: ben });
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    const looks = (await db().select().from(auditEntry)).filter((one) => one.fact === "file.downloaded");
    expect(new Set(looks.map(({ actorId }) => actorId))).toEqual(new Set([ben.id, moderator.id]));
    await list(ben, removeFromRoom);
    expect(await having(at)).toEqual(NEAR);
    for (const path of [at, `/rooms/t/${slug}${at}`, `/rooms/t/${slug}/files.zip`]) {
      const lost = await ask(path, { as: ben });
      const never = await ask(
        path.replace(fileId, randomUUID()).replace(`/t/${slug}/files.zip`, "/t/99/files.zip"),
        {
          as: ben,
        },
      );
      const told = ({ status, text }: typeof lost) => [
        status,
        text.replaceAll(/[0-9a-f-]{36}|t(?:\/|%2F)\d+/g, "ID"),
      ];
      expect(told(lost), path).toEqual(told(never));
      expect(lost.status).toBe(404);
    }
  });

  it("is moderators' and its author's while the reply or the topic is hidden", async () => {
    const { slug, id, at } = await inside();
    await run(moderator, roomReplies.hide, { slug, id, reason: "It names a suspect" });
    expect(await having(at)).toEqual(NEAR);
    await run(moderator, roomReplies.show, { slug, id });
    await run(moderator, roomCommands.hide, { slug, reason: "It names a suspect" });
    expect(await having(at)).toEqual(NEAR);
  });

  it("cannot be used in public, and makes no document stale", async () => {
    const { fileId } = await inside();
    const before = await readVersion([""]);
    await madeCategory();
    const { slug } = await openedTopic(ben);
    expect(await refusedFiles(withFiles(awa, slug, [fileId]))).toEqual(["files_unknown"]);
    const sent = await upload(awa, "more.txt", "More");
    expect(sent.state).toBe("clean");
    const again = await refusal(publishedPost(awa, { coverId: fileId, coverAlt: "A form" }));
    expect(again.reason).toMatch(/file_restricted|fields/);
    expect(await readVersion([""])).toBe(before);
  });
});

it("a file in a comment on a post follows the comment and the post", async () => {
  const slug = await publishedPost(ben);
  const fileId = await keep(awa, "form.txt", "Form");
  const input = { slug, text: "See the form.", parent: null, files: [fileId] };
  const { id } = await run(awa, postComments.write, input);
  expect(await having(`/files/${fileId}`)).toEqual(ALL);
  await run(moderator, postComments.hide, { slug, id, reason: "Off topic" });
  expect(await having(`/files/${fileId}`)).toEqual(NEAR);
});

it("files are in the data of the member, and stay with the reply when the member leaves", async () => {
  const { at, fileId } = await topicWithFile();
  const unused = await keep(awa, "unused.txt", "unused");
  expect((await collectOwnData(db(), awa.id, new Date())).toString()).toContain(`/files/${fileId}`);
  await transact(SYSTEM, async (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    return erasePerson(ctx, awa.id);
  });
  expect((await ask(at)).status).toBe(200);
  expect(await db().$count(file, eq(file.id, unused))).toBe(0);
});

describe("a form with a text and files, without scripts", () => {
  const mark = "boundary";
  const send = (as: Actor | null, fields: Record<string, string>, files: readonly [string, string][]) => {
    const field = (name: string, more: string, value: string) =>
      `--${mark}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
    const parts = Object.entries(fields).map(([name, value]) => field(name, "", value));
    const sent = files.map(([name, value]) => field("chosen", `; filename="${name}"`, value));
    return ask("/uploads", {
      as,
      method: "POST",
      headers: { "content-type": `multipart/form-data; boundary=${mark}` },
      body: `${parts.join("")}${sent.join("")}--${mark}--\r\n`,
    });
  };
  const LONG = "\u0643".repeat(10_000);
  const typed = {
    form: "comment",
    next: "/ar/discussions/t/1/comment",
    parent: "",
    text: LONG,
    "files[]": "",
  };
  const heldOf = async (location: string | undefined) => {
    const to = new URL(location ?? "", "http://site");
    const next = to.searchParams.get("next");
    const at = next === null ? to : new URL(next, "http://site");
    const [row] = await db()
      .select()
      .from(heldForm)
      .where(eq(heldForm.id, at.searchParams.get("held") ?? randomUUID()));
    return { to, at, row, values: (row?.fields as { values: Record<string, unknown> } | undefined)?.values };
  };

  it("comes back to its page with the text, the files that were sent, and those that were not", async () => {
    const answer = await send(awa, typed, [
      ["form.txt", "Form"],
      ["tool.exe", "MZ"],
    ]);
    expect(answer.status).toBe(303);
    const { to, row, values } = await heldOf(answer.headers.location);
    expect(to.pathname).toBe("/ar/discussions/t/1/comment");
    expect(row).toMatchObject({ path: to.pathname, memberId: awa.id });
    expect(values).toEqual({ form: "comment", parent: "", text: LONG, files: [""] });
    const result = readUploads(to.searchParams);
    expect(result.refused).toEqual([{ refusal: "type", name: "tool.exe" }]);
    const [one] = await db().select().from(file);
    expect(result.uploaded).toEqual([one?.id]);
    expect(String(answer.headers["set-cookie"])).toContain("octopus-held");
  });

  it("says that none was chosen, and keeps the text of who is not signed in until they are", async () => {
    const none = await heldOf((await send(awa, typed, [["", ""]])).headers.location);
    expect([none.to.searchParams.get("refused"), none.values?.text]).toEqual(["none:", LONG]);
    const out = await heldOf((await send(null, typed, [["form.txt", "Form"]])).headers.location);
    expect([out.to.pathname, out.at.pathname]).toEqual(["/signin", "/ar/discussions/t/1/comment"]);
    expect([out.values?.text, out.row?.memberId]).toEqual([LONG, null]);
    const drawnFor = { ...typed, "drawn-for": sealMember(ben.id) };
    const other = await heldOf((await send(awa, drawnFor, [["form.txt", "Form"]])).headers.location);
    expect([other.to.searchParams.get("problem"), other.row?.memberId]).toEqual(["other_member", ben.id]);
    expect(await db().$count(file)).toBe(0);
  });

  it("keeps the text of who has sent too much", async () => {
    await db()
      .insert(file)
      .values(
        Array.from({ length: 200 }, (_, n) => ({
          id: newId(),
          uploaderId: awa.id,
          name: `${n}.txt`,
          type: "text",
          size: 1,
          state: "clean" as const,
          createdAt: new Date(),
          touchedAt: new Date(),
        })),
      );
    const { to, values } = await heldOf((await send(awa, typed, [["form.txt", "Form"]])).headers.location);
    expect([to.searchParams.get("refused"), values?.text]).toEqual(["quota:form.txt", LONG]);
  });
});

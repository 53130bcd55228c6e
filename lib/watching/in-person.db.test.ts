import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import {
  postComments,
  publishPost,
  restorePost,
  retractPost,
  returnPost,
  schedulePost,
  withdrawPost,
} from "@/lib/blog";
import { submitPost } from "@/lib/blog/commands/steps";
import type { Actor } from "@/lib/core/actor";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import {
  answerSuggestion,
  askAccess,
  contactOwner,
  decideRequest,
  finishVersion,
  publishMaterial,
  returnMaterial,
  saveFiles,
  startVersion,
  submitMaterial,
  suggestCorrection,
} from "@/lib/training";
import { transact } from "@/lib/transact";
import { deleteMails } from "@/tests/support/account-pages";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { cleanFile, draftMaterial, filesOf, publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { commented, publishedPost, startedPost } from "@/tests/support/posts";
import { hoursPass } from "@/tests/support/watching";
import { countUnseenNotices, listNotices, noticeWords } from "./index";

useDatabase();

let ana: Actor;
let trusted: Actor;
let mod: Actor;
let admin: Actor;
const t = translator("en");

beforeEach(async () => {
  [ana, trusted] = [await makeActor(), await makeActor("trusted")];
  [mod, admin] = [await makeActor("moderator"), await makeActor("administrator")];
});

type Command<I> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<unknown>;
const does = <I>(actor: Actor, command: Command<I>, input: I) =>
  transact(by(actor), (ctx) => command(ctx, input));
const wordsFor = async (actor: Actor) =>
  (await listNotices(actor, {})).rows.map(({ content }) => noticeWords(content, t, "en"));
const says = async (actor: Actor) =>
  (await wordsFor(actor)).map(({ said }) => said.replaceAll(/[\u2068\u2069]/g, ""));
const idOf = async (table: "material_request" | "material_suggestion") =>
  String((await pool().query(`select id from ${table} order by created_at desc limit 1`)).rows[0]?.id);

describe("notices to authors", () => {
  it("report each step of their post in order, but not their own actions", async () => {
    const slug = await startedPost(ana);
    await does(ana, submitPost, { slug });
    await does(mod, returnPost, { slug, reason: "Name the law." });
    expect(await wordsFor(ana)).toMatchObject([
      {
        said: "Your post was returned with a request for changes",
        reason: "Name the law.",
        path: `/blog/${slug}/edit`,
      },
    ]);
    await does(ana, submitPost, { slug });
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    await does(mod, schedulePost, { slug, day, time: "09:00", zone: "UTC", seen: undefined });
    expect((await says(ana))[0]).toMatch(/^Your post was accepted; it will be published on \d+ \w+ \d{4}/);
    await does(mod, publishPost, { slug });
    expect((await says(ana))[0]).toBe("Your post was published");
    // A planned publication is no longer news once it has happened.
    expect(await says(ana)).toHaveLength(2);
    expect(await countUnseenNotices(ana.id)).toBe(2);
    expect(await says(mod)).toEqual([]);
  });

  it("report that a held comment is shown", async () => {
    const slug = await publishedPost(trusted);
    const id = await commented(ana, slug);
    expect(await says(ana)).toEqual([]);
    await does(mod, postComments.show, { slug, id });
    expect(await wordsFor(ana)).toMatchObject([
      { said: "Your comment is now visible", path: `/blog/${slug}?comment=${id}#comment-${id}` },
    ]);
  });
});

describe("notices to reviewers", () => {
  it("count waiting posts in one notice, and clear when none is left", async () => {
    const first = await startedPost(ana);
    await does(ana, submitPost, { slug: first });
    const second = await startedPost(ana, { title: "A second post" });
    await does(ana, submitPost, { slug: second });
    expect(await wordsFor(mod)).toMatchObject([
      { title: "Posts to review", said: "2 posts wait for a decision", quotes: [], path: "/blog/review" },
    ]);
    expect(await says(admin)).toEqual(["2 posts wait for a decision"]);
    expect([await says(trusted), await says(ana)]).toEqual([[], []]);
    await does(mod, publishPost, { slug: first });
    expect(await says(admin)).toEqual(["1 post waits for a decision"]);
    await does(ana, withdrawPost, { slug: second });
    expect(await says(mod)).toEqual([]);
    expect(await countUnseenNotices(admin.id)).toBe(0);
  });

  it("are mailed at most hourly, name no draft, and can be stopped separately", async () => {
    await does(ana, submitPost, { slug: await startedPost(ana, { title: "A secret title" }) });
    await runDueJobs();
    await hoursPass(0.5);
    deleteMails();
    await does(ana, submitPost, { slug: await startedPost(ana, { title: "Another secret" }) });
    await hoursPass(0.6);
    const mails = (await readMails()).filter((mail) => recipientOf(mail).startsWith(mod.handle));
    expect(mails.map(({ subject }) => subject)).toEqual(["2 posts wait for a decision"]);
    expect(mails[0]?.text).not.toMatch(/secret/i);
    expect(mails[0]?.text).toContain("/blog/review");
    expect(mails[0]?.text).toMatch(/unsubscribe\?token=\S+review\./);
    deleteMails();
    await does(ana, submitPost, { slug: await startedPost(ana, { title: "A third" }) });
    // A mailed notice is included in the next one.
    expect(await says(mod)).toEqual(["3 posts wait for a decision"]);
  });

  it("count held and reported comments until they are decided", async () => {
    const slug = await publishedPost(trusted);
    const id = await commented(ana, slug);
    expect(await says(mod)).toEqual(["1 comment waits for a decision"]);
    await does(mod, postComments.show, { slug, id });
    expect(await says(mod)).toEqual([]);
    await does(trusted, postComments.flag, { slug, id, flagReason: "Advertising" });
    expect(await says(mod)).toEqual(["1 report or appeal waits for a decision"]);
  });

  it("leave out a held comment while its post is retracted", async () => {
    const slug = await publishedPost(trusted);
    await commented(ana, slug);
    await does(admin, retractPost, { slug, reason: "Its source is wrong." });
    expect(await says(mod)).toEqual([]);
    expect(await countUnseenNotices(mod.id)).toBe(0);
    await does(admin, restorePost, { slug, reason: "The source was right." });
    expect(await says(mod)).toEqual(["1 comment waits for a decision"]);
    expect(await countUnseenNotices(mod.id)).toBe(1);
  });

  it("do not appear for a restored post when nothing waits", async () => {
    const slug = await publishedPost(trusted);
    await does(admin, retractPost, { slug, reason: "Its source is wrong." });
    await does(admin, restorePost, { slug, reason: "The source was right." });
    expect(await countUnseenNotices(mod.id)).toBe(0);
  });

  it("go only to those who may review the material: not its owner, nor members without access", async () => {
    const { slug } = await draftMaterial(ana);
    await does(ana, submitMaterial, { slug });
    expect(await says(trusted)).toEqual(["1 training material waits for a decision"]);
    const { slug: restricted } = await draftMaterial(ana, { title: "Restricted", access: "practitioners" });
    await does(ana, submitMaterial, { slug: restricted });
    expect(await says(trusted)).toEqual(["1 training material waits for a decision"]);
    expect(await says(admin)).toEqual(["2 training materials wait for a decision"]);
    await does(trusted, returnMaterial, { slug, reason: "Say who made it." });
    expect(await says(ana)).toEqual(["Your material was returned with a request for changes"]);
    expect(await says(trusted)).toEqual([]);
    await does(admin, publishMaterial, { slug: restricted });
    expect(await countUnseenNotices(admin.id)).toBe(0);
  });

  it("report a version that waits", async () => {
    const { slug } = await publishedMaterial(trusted);
    await pool().query("update material set owner_id = $1 where slug = $2", [ana.id, slug]);
    await does(ana, startVersion, { slug, label: "2", changes: "More examples.", issuedOn: null });
    await does(ana, saveFiles, filesOf(slug, [await cleanFile(ana.id)]));
    await does(ana, finishVersion, { slug });
    expect(await says(mod)).toEqual(["1 training material waits for a decision"]);
  });

  it("go to moderators (corrections) and administrators (access) if there is no owner", async () => {
    const { slug } = await publishedMaterial(admin, { access: "practitioners" });
    await pool().query("update material set owner_id = null where slug = $1", [slug]);
    await does(ana, askAccess, { slug, reason: "For a course in Dakar." });
    await does(ana, suggestCorrection, { slug, text: "Page 3 is missing.", clientToken: "token-suggest" });
    expect((await says(admin)).sort()).toEqual([
      "1 request for restricted files waits for a decision",
      "1 suggestion waits for an answer",
    ]);
    expect(await says(mod)).toEqual(["1 suggestion waits for an answer"]);
    await does(mod, answerSuggestion, {
      id: await idOf("material_suggestion"),
      decision: "accepted",
      answer: "Added, thank you.",
    });
    await does(admin, decideRequest, {
      id: await idOf("material_request"),
      decision: "granted",
      reason: "Known to us.",
    });
    expect([await says(mod), await says(admin)]).toEqual([[], []]);
    expect(await wordsFor(ana)).toMatchObject([
      { said: "You can now download the files", reason: "Known to us." },
      { said: "Your suggestion was accepted", reason: "Added, thank you." },
    ]);
  });
});

describe("notices to the owner of a material", () => {
  it("report who asks for access, in their words, until decided", async () => {
    const { slug } = await publishedMaterial(admin, { access: "practitioners" });
    await does(ana, askAccess, { slug, reason: "For a course in Dakar." });
    expect(await wordsFor(admin)).toMatchObject([
      { quotes: ["For a course in Dakar."], path: "/training/review" },
    ]);
    const other = await makeActor("administrator");
    await does(other, decideRequest, {
      id: await idOf("material_request"),
      decision: "declined",
      reason: "Not for training.",
    });
    expect(await says(admin)).toEqual([]);
    expect(await countUnseenNotices(admin.id)).toBe(0);
    expect(await says(ana)).toEqual(["Your request for access was declined"]);
  });

  it("include a whole message, also by mail, with the address for replies", async () => {
    const { slug } = await publishedMaterial(trusted);
    const text = "May we translate it? ".repeat(30).trim();
    const message = { slug, text, clientToken: "token-contact" };
    await does(ana, contactOwner, { ...message, tellsAddress: "on" });
    const [words] = await wordsFor(trusted);
    expect(words).toMatchObject({ quotes: [text], answerAt: `${ana.handle}@example.org` });
    deleteMails();
    await hoursPass(0.2);
    const [mail] = await readMails();
    expect(mail && recipientOf(mail)).toBe(`${trusted.handle}@example.org`);
    expect(mail?.text?.replaceAll(/\s+/g, " ")).toContain(text);
    expect(mail?.text).toContain(`${ana.handle}@example.org`);
    expect(mail?.headerLines.map((one) => one.key)).toContain("list-unsubscribe-post");
  });
});

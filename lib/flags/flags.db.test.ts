import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment } from "@/db/schema/comments";
import { auditEntry } from "@/db/schema/core";
import { flag, flagCase } from "@/db/schema/flags";
import { memberBlock } from "@/db/schema/messages";
import { section } from "@/db/schema/revisions";
import { type Actor, hasRole } from "@/lib/core/actor";
import { personalData } from "@/lib/core/personal-data";
import { topicReplies } from "@/lib/discussions";
import {
  appeal,
  decideAppeal,
  decideCase,
  decideCases,
  findCase,
  findOwnCase,
  findTarget,
  listCases,
  raiseFlag,
  returnFlagged,
} from "@/lib/flag-kinds";
import { translator } from "@/lib/i18n/translator";
import { erasePerson } from "@/lib/members/erase-person";
import { collectOwnData } from "@/lib/personal-data";
import { listModerated } from "@/lib/queue-kinds";
import { SYSTEM, transact } from "@/lib/transact";
import { countUnseenNotices, listNotices, noticeWords } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { readMails } from "@/tests/support/mailbox";
import { actorOf, by, makeActor } from "@/tests/support/members";
import { postRow, publishedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal, saveAccepted } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied, topicRow } from "@/tests/support/topics";
import { hoursPass } from "@/tests/support/watching";
import { claimCase } from "./index";
import { DecideCases, type FlagCode } from "./model";
import { remindOfFlags } from "./queue";

useDatabase();
process.env.RATE_LIMITS = "off";

const HOUR = 3_600_000;
const SECRET = "Quetzalcoatl";

type Command<I, O> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<O>;
const run = <I, O>(actor: Actor | null, command: Command<I, O>, input: I, now = new Date()) =>
  transact(by(actor), (ctx) => command(ctx, input), { now });
const raised = (
  actor: Actor | null,
  id: string,
  kind = "comment",
  code: FlagCode = "spam",
  now = new Date(),
) => run(actor, raiseFlag, { kind: kind as "comment", id, flagCode: code, flagReason: "" }, now);
const says = async (actor: Actor) =>
  (await listNotices(actor, {})).rows.map((line) => {
    const { said, path, reason } = noticeWords(line.content, translator("en"), "en");
    return { said, path, reason };
  });
const newest = async () => {
  const [row] = (await db().select().from(flagCase)).sort((a, b) => b.id.localeCompare(a.id));
  if (!row) throw new Error("no case");
  return row;
};
const decided = async (actor: Actor, outcome: "upheld" | "dismissed", now = new Date()) => {
  const { id, version } = await newest();
  return run(actor, decideCase, { id, version, outcome, reason: "It advertises." }, now);
};
/** Makes a member whose account is a month old. */
async function aged(...roles: Parameters<typeof makeActor>): Promise<Actor> {
  const actor = await makeActor(...roles);
  await db()
    .update(member)
    .set({ createdAt: new Date(Date.now() - 30 * 24 * HOUR) })
    .where(eq(member.id, actor.id));
  return actor;
}

let writer: Actor;
let mod: Actor;
let other: Actor;
let three: Actor[];
let slug: string;
let id: string;

beforeEach(async () => {
  [writer, mod, other] = [await aged("trusted"), await aged("moderator"), await aged("moderator")];
  three = [await aged("trusted"), await aged("trusted"), await aged("trusted")];
  await madeCategory();
  ({ slug } = await openedTopic(writer));
  id = await replied(writer, slug, "Buy hash values here.");
});
const hideByAll = async () => {
  for (const one of three) await raised(one, id);
};
async function stateOf(which = id) {
  const [row] = await db().select({ state: comment.state }).from(comment).where(eq(comment.id, which));
  return row?.state;
}

describe("flags and decisions at once", () => {
  it("wait for each other, on replies and on topics", async () => {
    const reporters = [await aged(), await aged(), await aged(), await aged()];
    for (const kind of ["comment", "topic"] as const)
      for (let round = 0; round < 6; round += 1) {
        const opened = await openedTopic(writer);
        const reply = await replied(writer, opened.slug, `Buy hash values here, offer ${round}.`);
        const of = kind === "comment" ? reply : (await topicRow(opened.slug)).pageId;
        await raised(three[0] ?? null, of, kind);
        const open = await newest();
        const decide = (actor: Actor) =>
          run(actor, decideCase, {
            id: open.id,
            version: open.version,
            outcome: "upheld",
            reason: "It advertises.",
          });
        const ended = await Promise.allSettled([
          ...reporters.slice(2).map((one) => raised(one, of, kind)),
          decide(mod),
          decide(other),
          ...reporters.slice(0, 2).map((one) => raised(one, of, kind)),
        ]);
        const codes = ended.flatMap((one) =>
          one.status === "rejected" ? [one.reason.code ?? String(one.reason.cause ?? one.reason)] : [],
        );
        expect(codes.filter((code) => !["conflict", "not_found"].includes(code))).toEqual([]);
      }
  });
});

describe("flags", () => {
  it("hide a reply once three members' weigh enough, and its author learns why and by no name", async () => {
    await raised(three[0] ?? null, id);
    await raised(three[1] ?? null, id, "comment", "insulting");
    expect(await stateOf()).toBe("shown");
    await raised(three[2] ?? null, id);
    expect(await stateOf()).toBe("hidden");
    const row = await newest();
    expect(row).toMatchObject({ weight: 9, state: "open" });
    const [notice] = await says(writer);
    expect(notice).toMatchObject({ path: `/me/flags/${row.id}` });
    expect(notice?.said).toContain("hidden until a moderator decides");
    const own = await findOwnCase(writer, row.id);
    expect(own).toMatchObject({ mayReturn: true, mayAppeal: false, codes: ["spam", "insulting"] });
    expect(own.typed).toContain("Buy hash values here.");
    for (const { handle, displayName } of three)
      for (const name of [handle, displayName]) expect(JSON.stringify(own)).not.toContain(name);
    expect((await refusal(findOwnCase(three[0] as Actor, row.id))).code).toBe("not_found");
  });

  it("count each member once, also when all come at once, and hide a reply once", async () => {
    await Promise.all([...three, ...three].map((one) => raised(one, id)));
    expect(await db().select().from(flag)).toHaveLength(3);
    expect(await newest()).toMatchObject({ weight: 9 });
    expect(await db().select().from(auditEntry).where(eq(auditEntry.fact, "flag.hid"))).toHaveLength(1);
  });

  it("never hide what a moderator wrote, nor with two members only", async () => {
    const byStaff = await replied(mod, slug, "Please stay on topic.");
    for (const one of three) await raised(one, byStaff);
    expect(await stateOf(byStaff)).toBe("shown");
    await raised(await aged("moderator"), id);
    await raised(await aged("moderator"), id);
    expect(await newest()).toMatchObject({ weight: 12, hiddenAt: null });
    expect(await stateOf()).toBe("shown");
  });

  it("of a topic hide it, and a dismissed one is shown again", async () => {
    const { pageId } = await topicRow(slug);
    for (const one of three) await raised(one, pageId, "topic");
    expect((await topicRow(slug)).state).toBe("hidden");
    // The last one's page says what became of it, and nothing of the topic.
    expect(await findTarget(three[2] as Actor, { kind: "topic", id: pageId })).toMatchObject({
      thing: null,
      own: { state: "open" },
    });
    await decided(mod, "dismissed");
    expect((await topicRow(slug)).state).toBe("shown");
    expect((await says(writer)).map(({ said }) => said)).toContain(
      "A moderator dismissed the reports of your contribution",
    );
  });

  it("of posts, sections, files and members wait for a moderator, whatever they weigh", async () => {
    const post = await postRow(await publishedPost(writer));
    for (const one of three) await raised(one, post.pageId, "post", "wrong");
    expect((await postRow(post.slug)).state).toBe("published");
    expect(await newest()).toMatchObject({ kind: "post", weight: 9, hiddenAt: null });
    for (const one of three) await raised(one, writer.id, "member", "insulting");
    expect(await newest()).toMatchObject({ kind: "member", hiddenAt: null, authorIds: [writer.id] });
    const { open } = await listCases(mod, { kind: "member" });
    expect(open).toMatchObject([{ thing: { path: `/moderation/members/${writer.handle}` } }]);
    expect((await listCases(mod, { code: "wrong" })).open).toMatchObject([{ kind: "post" }]);
  });

  it("of a section name it, and it has no author", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    await saveAccepted(writer, { content: prose({ aaaaaa: "A law." }) });
    const [row] = await db().select().from(section).where(eq(section.key, "legislation"));
    for (const one of three) await raised(one, row?.id ?? "", "section", "wrong");
    expect(await newest()).toMatchObject({ kind: "section", authorIds: [], hiddenAt: null });
    const { line } = await findCase(mod, (await newest()).id);
    expect(line.thing?.title(translator("en"), "en")).toContain(":");
  });

  it("are refused to visitors, of one's own, of what is hidden or unknown", async () => {
    expect((await refusal(raised(null, id))).code).toBe("unauthenticated");
    expect((await refusal(raised(writer, id))).reason).toBe("flag_raise");
    expect((await refusal(raised(three[0] as Actor, crypto.randomUUID()))).code).toBe("not_found");
    await run(mod, topicReplies.hide, { slug, id, reason: "Advertising." });
    expect((await refusal(raised(three[0] as Actor, id))).code).toBe("not_found");
  });

  it("of the same member wait for a day after a decision", async () => {
    await raised(three[0] as Actor, id);
    await decided(mod, "dismissed");
    expect((await refusal(raised(three[0] as Actor, id))).reason).toBe("flag_decided_lately");
    await raised(three[1] as Actor, id);
    await raised(three[0] as Actor, id, "comment", "spam", new Date(Date.now() + 25 * HOUR));
    expect(await newest()).toMatchObject({ state: "open", weight: 6 });
  });

  it("by a member whom the author blocked count, and do not tell the author who it was", async () => {
    const blocked = three[0] as Actor;
    await db()
      .insert(memberBlock)
      .values({ memberId: writer.id, blockedId: blocked.id, createdAt: new Date() });
    await hideByAll();
    expect(await stateOf()).toBe("hidden");
    expect(JSON.stringify(await says(writer))).not.toContain(blocked.displayName);
  });
});

describe("a decision", () => {
  it("is made by one of two moderators at once; the other learns who it was", async () => {
    await hideByAll();
    const results = await Promise.allSettled([decided(mod, "upheld"), decided(other, "dismissed")]);
    const failed = results.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const row = await newest();
    const winner = row.decidedBy === mod.id ? mod : other;
    expect(failed.reason).toMatchObject({ reason: "flag_decided_by", details: { by: winner.displayName } });
    expect(await stateOf()).toBe(row.state === "upheld" ? "hidden" : "shown");
  });

  it("is notified to those who flagged and to the author, with the reason", async () => {
    await raised(three[0] as Actor, id);
    await decided(mod, "upheld");
    expect(await stateOf()).toBe("hidden");
    expect((await says(three[0] as Actor))[0]?.said).toContain("agreed with your report");
    expect((await says(writer))[0]).toMatchObject({ reason: "It advertises." });
    expect((await listModerated(mod)).filter(({ name }) => name === "flags")[0]?.waiting.count).toBe(0);
  });

  it("on what changed since is refused, as one on what somebody reserved", async () => {
    await raised(three[0] as Actor, id);
    const { id: caseId, version } = await newest();
    await raised(three[1] as Actor, id);
    const late = { id: caseId, version, outcome: "upheld" as const, reason: "It advertises." };
    expect((await refusal(run(mod, decideCase, late))).reason).toBe("flag_changed");
    await run(other, claimCase, { id: caseId, claim: "reserve" });
    expect((await refusal(decided(mod, "upheld"))).reason).toBe("flag_claimed_by");
    // A reservation ends after a day, or when it is given back.
    await run(other, claimCase, { id: caseId, claim: "release" });
    await run(mod, claimCase, { id: caseId, claim: "reserve" });
    await decided(other, "upheld", new Date(Date.now() + 25 * HOUR));
    expect(await newest()).toMatchObject({ state: "upheld", decidedBy: other.id });
  });

  it("is not for the author or those who flagged, if they are moderators", async () => {
    const own = await replied(mod, slug, "Buy my book.");
    await raised(other, own);
    expect((await refusal(decided(mod, "dismissed"))).reason).toBe("flag_decide");
    expect((await refusal(decided(other, "dismissed"))).reason).toBe("flag_decide");
    for (const one of [mod, other])
      expect((await listModerated(one)).find(({ name }) => name === "flags")?.waiting.count).toBe(0);
    expect((await refusal(decided(three[0] as Actor, "dismissed"))).code).toBe("forbidden");
    await decided(await aged("administrator"), "dismissed");
  });

  it("on several is made on all or none, and only if their number is the typed one", async () => {
    const second = await replied(writer, slug, "Buy more.");
    await raised(three[0] as Actor, id);
    await raised(three[0] as Actor, second);
    const cases = (await db().select().from(flagCase)).map((row) => `${row.id}:${row.version}`);
    const fields = { cases, outcome: "upheld", reason: "Advertising" };
    expect(DecideCases.safeParse({ ...fields, count: "3" }).success).toBe(false);
    const stale = [cases[0] ?? "", (cases[1] ?? "").replace(/:\d+$/, ":99")];
    const input = DecideCases.parse({ ...fields, cases: stale, count: "2" });
    expect((await refusal(run(mod, decideCases, input))).reason).toBe("flag_changed");
    expect([await stateOf(), await stateOf(second)]).toEqual(["shown", "shown"]);
    const both = () => run(mod, decideCases, DecideCases.parse({ ...fields, count: "2" }));
    expect(await both()).toEqual({ count: 2 });
    expect([await stateOf(), await stateOf(second)]).toEqual(["hidden", "hidden"]);
    expect((await refusal(both())).reason).toBe("flag_decided_by");
  });
});

describe("the author of a hidden reply", () => {
  it("edits and returns it once; its case waits, and further flags do not hide it", async () => {
    await hideByAll();
    const { id: caseId } = await newest();
    const text = "Hash values are computed by our laboratory.";
    expect((await refusal(run(three[0] as Actor, returnFlagged, { id: caseId, text }))).code).toBe(
      "not_found",
    );
    await run(writer, returnFlagged, { id: caseId, text });
    expect(await stateOf()).toBe("shown");
    expect((await findCase(mod, caseId)).line).toMatchObject({ isReturned: true, thing: { text } });
    await raised(await aged("trusted"), id);
    expect(await stateOf()).toBe("shown");
    expect((await refusal(run(writer, returnFlagged, { id: caseId, text: "Again" }))).reason).toBe(
      "flag_returned",
    );
    await decided(mod, "upheld");
    expect(await stateOf()).toBe("hidden");
  });

  it("returns a topic with another first message", async () => {
    const { pageId } = await topicRow(slug);
    for (const one of three) await raised(one, pageId, "topic");
    const { id: caseId } = await newest();
    expect((await findOwnCase(writer, caseId)).typed).toContain("Who explains them to the court?");
    await run(writer, returnFlagged, { id: caseId, text: "Who explains hash values?" });
    expect((await topicRow(slug)).state).toBe("shown");
    expect((await findTarget(three[0] as Actor, { kind: "topic", id: pageId })).thing?.text).toBe(
      "Who explains hash values?",
    );
  });

  it("appeals once; another moderator decides, and the reply is shown again", async () => {
    await hideByAll();
    await decided(mod, "upheld");
    const { id: caseId } = await newest();
    await run(writer, appeal, { id: caseId, appealText: "It is no advertisement." });
    const again = run(writer, appeal, { id: caseId, appealText: "It is no advertisement." });
    expect((await refusal(again)).reason).toBe("flag_appealed");
    const input = { id: caseId, appealOutcome: "overturned" as const, appealReason: "It names no product." };
    expect((await refusal(run(mod, decideAppeal, input))).reason).toBe("flag_decide");
    const counts = async (actor: Actor) =>
      (await listModerated(actor)).find(({ name }) => name === "appeals")?.waiting.count;
    expect([await counts(mod), await counts(other)]).toEqual([0, 1]);
    await run(other, decideAppeal, input);
    expect(await stateOf()).toBe("shown");
    expect((await says(writer))[0]).toMatchObject({ reason: "It names no product." });
    expect((await refusal(run(other, decideAppeal, input))).reason).toBe("flag_decided_by");
  });

  it("whose decider is the only moderator: the same one decides, and the page says so", async () => {
    await db().update(member).set({ state: "suspended" }).where(eq(member.id, other.id));
    await db().execute(`update member set state = 'suspended' where id in
      (select member_id from role_grant where role = 'administrator')`);
    await hideByAll();
    await decided(mod, "upheld");
    const { id: caseId } = await newest();
    await run(writer, appeal, { id: caseId, appealText: "It is no advertisement." });
    expect((await findCase(mod, caseId)).isOnly).toBe(true);
    await run(mod, decideAppeal, { id: caseId, appealOutcome: "kept", appealReason: "It is." });
    expect(await stateOf()).toBe("hidden");
  });

  it("cannot appeal after a month, nor against what was dismissed", async () => {
    await hideByAll();
    const { id: caseId } = await newest();
    const input = { id: caseId, appealText: "It is no advertisement." };
    expect((await refusal(run(writer, appeal, input))).reason).toBe("flag_appealed");
    await decided(mod, "upheld");
    const late = new Date(Date.now() + 31 * 24 * HOUR);
    expect((await refusal(run(writer, appeal, input, late))).reason).toBe("flag_appealed");
  });
});

describe("flags in a restricted room", () => {
  it("come from its readers and reach moderators; mails and others' pages say nothing of it", async () => {
    await madeCategory({ slug: "members", audience: "practitioners", name_en: "Practitioners" });
    const inside = await aged("practitioner");
    const flagger = await aged("practitioner");
    const { slug: number } = await openedTopic(
      inside,
      { category: "members", title: `The ${SECRET} operation`, text: `How ${SECRET} works.` },
      "rooms",
    );
    const reply = await replied(inside, number, `More of ${SECRET}.`, null, "rooms");
    const { rows } = await db().execute<{ id: string }>("select page_id as id from topic where is_in_room");
    const pageId = rows[0]?.id ?? "";
    for (const [what, kind] of [
      [reply, "comment"],
      [pageId, "topic"],
    ] as const) {
      expect((await refusal(raised(three[0] as Actor, what, kind))).code).toBe("not_found");
      expect((await refusal(findTarget(three[0] as Actor, { kind, id: what }))).code).toBe("not_found");
      await raised(flagger, what, kind);
    }
    expect(JSON.stringify((await listCases(mod, {})).open.map(({ thing }) => thing?.text))).toContain(SECRET);
    expect((await refusal(listCases(flagger, {}))).code).toBe("forbidden");
    await decided(mod, "upheld");
    // The flagger loses the room: the outcome names it no more.
    await db().execute(`delete from role_grant where member_id = '${flagger.id}'`);
    const now = await actorOf(flagger.id);
    expect(hasRole(now, "practitioner")).toBe(false);
    expect(JSON.stringify(await says(now))).not.toContain(SECRET);
    await hoursPass(1);
    for (const mail of await readMails()) expect(`${mail.subject}${mail.text}`).not.toContain(SECRET);
    const log = await db().select().from(auditEntry);
    expect(JSON.stringify(log)).not.toContain(SECRET);
  });
});

describe("time and personal data", () => {
  it("reminds moderators after two days, those who may decide", async () => {
    await raised(three[0] as Actor, id);
    await db().execute("update notice set seen_at = now()");
    const remind = (hours: number) =>
      transact(SYSTEM, remindOfFlags, { now: new Date(Date.now() + hours * HOUR) });
    await remind(47);
    expect(await countUnseenNotices(mod.id)).toBe(0);
    await remind(49);
    expect(await countUnseenNotices(mod.id)).toBe(1);
    expect(await countUnseenNotices(writer.id)).toBe(0);
  });

  it("exports and erases a member's flags and appeals, and deletes decided ones after ninety days", async () => {
    await hideByAll();
    await decided(mod, "upheld");
    const { id: caseId } = await newest();
    await run(writer, appeal, { id: caseId, appealText: "It is no advertisement." });
    const dataOf = async (actor: Actor) =>
      JSON.parse((await collectOwnData(db(), actor.id, new Date())).toString());
    expect((await dataOf(three[0] as Actor)).flags).toMatchObject([{ of: "comment", reason: "spam" }]);
    expect((await dataOf(writer)).appeals).toMatchObject([{ text: "It is no advertisement." }]);
    for (const one of [three[0] as Actor, writer])
      await transact(by(one), async (ctx) => {
        ctx.asSystem("a test of what goes");
        ctx.skipAudit("a test of what goes");
        await erasePerson(ctx, one.id);
      });
    expect(await db().select().from(flag)).toHaveLength(2);
    expect((await newest()).appealText).toBe("");
    await run(other, decideAppeal, { id: caseId, appealOutcome: "kept", appealReason: "It is." });
    const expire = (days: number) =>
      transact(
        SYSTEM,
        async (ctx) => {
          ctx.asSystem("a test of what goes");
          ctx.skipAudit("a test of what goes");
          for (const { expire: drop } of personalData()) await drop?.(ctx);
        },
        { now: new Date(Date.now() + days * 24 * HOUR) },
      );
    await expire(89);
    expect(await db().select().from(flagCase)).toHaveLength(1);
    await expire(91);
    expect(await db().select().from(flagCase)).toHaveLength(0);
  });
});

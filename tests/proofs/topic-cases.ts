import { db } from "@/db/client";
import { comment } from "@/db/schema/comments";
import type { Actor } from "@/lib/core/actor";
import { proposeReply, roomCommands, roomReplies, topicCommands, topicReplies } from "@/lib/discussions";
import { type TopicArea, topicRoot } from "@/lib/discussions/areas/model";
import { transact } from "@/lib/transact";
import { actorOf, by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { madeCategory, openedTopic, replied, topicFields } from "@/tests/support/topics";
import type { AtForm, FormCase } from "./form-case";

/** How a person comes to a form: signed in, at an address, with what they typed. */
type As = (at: string, fields?: Record<string, string>) => Promise<AtForm>;

const REPLY_TEXT = "In our courts the examiner does.";
const DECIDED = { status: 409, says: "has already decided on this edit" };
const TYPED = {
  title: "Hash values in court: who testifies?",
  category: "electronic-evidence",
  text: "The laboratory computes the hash values. Who explains them?",
};

type Readers = Record<"member" | "moderator" | "other", As>;

/** The forms of topics and their replies, public and in rooms. `other`: a member beside the one who wrote. */
export const topicCases = (as: Readers): Record<string, FormCase> => ({
  ...casesIn("discussions", as),
  ...casesIn("rooms", as),
  ...proposalCases(as),
});

/** The forms by which the words of a public reply are brought into a section of Senegal. */
function proposalCases(as: Readers): Record<string, FormCase> {
  async function atReply(fields: Record<string, string> = {}) {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    await madeCategory();
    const author = await makeActor("trusted");
    const { slug } = await openedTopic(author);
    const id = await replied(author, slug, REPLY_TEXT);
    return { slug, id, own: await as.member("/", fields) };
  }
  const EDITOR = "/countries/senegal/edit/policies";
  return {
    "app/[locale]/discussions/t/[slug]/comments/[id]/propose/route.tsx propose": {
      async make() {
        const { slug, id, own } = await atReply({ country: "senegal", section: "policies" });
        return { ...own, at: `/discussions/t/${slug}/comments/${id}/propose` };
      },
      again: { to: `${EDITOR}?reply=` },
    },
    "app/[locale]/countries/[slug]/edit/[section]/route.tsx leave": {
      async make() {
        const { slug, id, own } = await atReply();
        const at = { slug, id, country: "senegal", section: "policies" } as const;
        const member = await actorOf(own.memberId ?? "");
        await transact(by(member), (ctx) => proposeReply(ctx, at));
        return { ...own, at: EDITOR, fields: { ...own.fields, reply: id } };
      },
      again: { to: EDITOR },
    },
  };
}

function casesIn(area: TopicArea, as: Readers): Record<string, FormCase> {
  const root = topicRoot(area);
  const [commands, replies] = area === "rooms" ? [roomCommands, roomReplies] : [topicCommands, topicReplies];
  const made = () => madeCategory(area === "rooms" ? { audience: "members" } : {});
  const opened = (actor: Actor) => openedTopic(actor, {}, area);
  const written = (actor: Actor, slug: string) => replied(actor, slug, REPLY_TEXT, null, area);

  /** A topic of another member, who is trusted. Returns its address. */
  async function topic(): Promise<{ slug: string; at: string }> {
    await made();
    const { slug } = await opened(await makeActor("trusted"));
    return { slug, at: `${root}/${slug}` };
  }

  /** A member at a topic of their own. */
  async function asAuthor(below: string, fields: Record<string, string> = {}): Promise<AtForm> {
    await made();
    const own = await as.member("/", fields);
    const author = await actorOf(own.memberId ?? "");
    const { slug } = await opened(author);
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) => commands.show(ctx, { slug }));
    await written(await makeActor("trusted"), slug);
    return { ...own, at: `${root}/${slug}/${below}` };
  }

  /** A member at a reply of their own, which waits for a moderator. */
  async function asReplier(fields: Record<string, string> = {}): Promise<AtForm> {
    const { slug, at } = await topic();
    const own = await as.member("/", fields);
    const id = await written(await actorOf(own.memberId ?? ""), slug);
    return { ...own, at: `${at}/comments/${id}` };
  }

  /** A moderator at the reply of somebody else. */
  async function atReply(fields: Record<string, string> = {}): Promise<AtForm> {
    const { at } = await asReplier();
    return as.moderator(at, fields);
  }

  const FILES = `app/[locale]/${area}`;
  const REPLY = `${FILES}/t/[slug]/comments/[id]/route.tsx`;
  const MANAGE = `${FILES}/t/[slug]/manage/route.tsx`;
  return {
    [`${FILES}/new/route.tsx topic`]: {
      async make() {
        await made();
        return as.member(`/${area}/new`, TYPED);
      },
      again: { to: "/manage?done=held" },
    },
    [`${FILES}/t/[slug]/edit/route.tsx topic`]: {
      make: () =>
        asAuthor("edit", { ...topicFields({ text: undefined }), ...TYPED, countries: "GH", topics: "cloud" }),
      again: { to: "hash-values-in-court-who-testifies" },
    },
    [`${FILES}/t/[slug]/comment/route.tsx comment`]: {
      async make() {
        const { at } = await topic();
        return as.member(`${at}/comment`, { text: "Words of a new member" });
      },
      again: { to: "/comments/" },
    },
    [`${REPLY} edit`]: { make: () => asReplier({ text: "Better words" }), again: { to: "?done=changed" } },
    [`${REPLY} remove`]: { make: () => asReplier(), again: { to: "#comments" } },
    [`${REPLY} show`]: { make: () => atReply(), again: DECIDED },
    [`${REPLY} hide`]: { make: () => atReply({ reason: "Advertising" }), again: DECIDED },
    [`${REPLY} flag`]: {
      async make() {
        const { at } = await asReplier();
        await db().update(comment).set({ state: "shown" });
        return as.other(at, { flagReason: "It names a victim" });
      },
      again: { to: "?done=flagged" },
    },
    [`${REPLY} dismiss`]: {
      async make() {
        const { at } = await asReplier();
        await db().update(comment).set({ state: "shown" });
        const [, , , slug = "", , id = ""] = at.split("/");
        const flag = { slug, id, flagReason: "Rude words" };
        await transact(by(await makeActor()), (ctx) => replies.flag(ctx, flag));
        return as.moderator(at);
      },
      again: DECIDED,
    },
    [`${MANAGE} accept`]: { make: () => asAuthor("manage", { reply: "1" }), again: { to: "?done=accepted" } },
    [`${MANAGE} take`]: {
      async make() {
        const at = await asAuthor("manage");
        const author = await actorOf(at.memberId ?? "");
        const slug = at.at.split("/")[3] ?? "";
        await transact(by(author), (ctx) => commands.accept(ctx, { slug, reply: 1 }));
        return at;
      },
      again: { to: "?done=taken" },
    },
    [`${MANAGE} close`]: {
      make: async () => as.moderator(`${(await topic()).at}/manage`),
      again: { to: "?done=closed" },
    },
    [`${MANAGE} pin`]: {
      make: async () => as.moderator(`${(await topic()).at}/manage`),
      again: { to: "?done=pinned" },
    },
    [`${MANAGE} hide`]: {
      make: async () => as.moderator(`${(await topic()).at}/manage`, { reason: "Advertising" }),
      again: DECIDED,
    },
    [`${MANAGE} show`]: {
      async make() {
        await made();
        const { slug } = await opened(await makeActor());
        return as.moderator(`${root}/${slug}/manage`);
      },
      again: DECIDED,
    },
  };
}

import { eq, ne } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment } from "@/db/schema/comments";
import { category } from "@/db/schema/discussions";
import { poll } from "@/db/schema/polls";
import { memberMute, watch } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { proposeReply, roomCommands, topicCommands } from "@/lib/discussions";
import { type TopicArea, topicRoot } from "@/lib/discussions/areas/model";
import { TimeTopic } from "@/lib/discussions/care/model";
import { ChangeTopic } from "@/lib/discussions/model";
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

const POLL = { pollQuestion: "Which day suits you?", pollOptions: "Monday\nTuesday" };

/** A day that no test reaches, and that a timer accepts. */
const soon = () => ({
  day: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
  time: "09:00",
  zone: "UTC",
});

type Readers = Record<"member" | "moderator" | "other", As>;

/** The forms of topics and their replies, public and in rooms. `other`: a member beside the one who wrote. */
export const topicCases = (as: Readers): Record<string, FormCase> => ({
  ...casesIn("discussions", as),
  ...casesIn("rooms", as),
  ...ownCases(as),
  ...proposalCases(as),
});

/** The forms of a member's own lists, and of what they muted. */
function ownCases(as: Readers): Record<string, FormCase> {
  const OWN = "app/[locale]/me/discussions/route.tsx";
  const at = "/me/discussions?list=new";
  const marked = "done=read&undo=01890a5d-ac96-774b-bcce-b302099a8057";
  async function opened(search = ""): Promise<AtForm> {
    await madeCategory();
    const author = await makeActor("trusted");
    const { slug } = await openedTopic(author);
    await replied(author, slug, REPLY_TEXT);
    return as.member(`${at}&${search}`);
  }
  async function asMuter(at: string, fields: Record<string, string>): Promise<AtForm> {
    await madeCategory();
    const other = await makeActor("trusted");
    const handle = other.handle;
    const filled = Object.fromEntries(
      Object.entries(fields).map(([k, v]) => [k, v.replace("OTHER", handle)]),
    );
    return as.member(at.replace("OTHER", handle), filled);
  }
  /** A member who muted a category and another member, at the list of both. */
  async function muted(fields: Record<string, string>): Promise<AtForm> {
    const own = await asMuter("/me/notifications", fields);
    const memberId = own.memberId ?? "";
    const createdAt = new Date(Date.now() - 60_000);
    const [found] = await db().select({ id: category.id }).from(category);
    const handle = own.fields?.handle;
    const isOther = handle === undefined ? ne(member.id, memberId) : eq(member.handle, handle);
    const [other] = await db().select({ id: member.id }).from(member).where(isOther);
    await db()
      .insert(watch)
      .values({
        memberId,
        kind: "category",
        key: found?.id ?? "",
        level: "muted",
        reason: "chosen",
        since: createdAt,
        seenAt: createdAt,
        createdAt,
      });
    await db()
      .insert(memberMute)
      .values({ memberId, mutedId: other?.id ?? "", createdAt });
    return own;
  }
  const unmuted = { to: "/me/notifications?done=unmuted" };
  return {
    [`${OWN} read`]: { make: () => opened(), again: { to: "done=read&undo=" } },
    [`${OWN} read-all`]: { make: () => opened(), again: { to: "done=read&undo=" } },
    [`${OWN} undo`]: {
      make: () => opened(marked),
      again: { to: "done=undone" },
    },
    [`${OWN} mute`]: {
      make: () => opened("category=electronic-evidence"),
      again: { to: "done=muted" },
    },
    "app/[locale]/me/members/[handle]/route.tsx mute": {
      make: () => asMuter("/me/members/OTHER", { isMuted: "on" }),
      again: { to: "?done=muted" },
    },
    "app/[locale]/me/notifications/route.tsx unmute-category": {
      make: () => muted({ slug: "electronic-evidence", isMuted: "" }),
      again: unmuted,
    },
    "app/[locale]/me/notifications/route.tsx unmute-member": {
      make: () => muted({ handle: "OTHER", isMuted: "" }),
      again: unmuted,
    },
  };
}

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
  const commands = area === "rooms" ? roomCommands : topicCommands;
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

  /** Somebody at a poll of another member. */
  async function atPoll(come: (at: string, poll: string) => Promise<AtForm>): Promise<AtForm> {
    await made();
    const author = await makeActor("trusted");
    const { slug } = await openedTopic(author, POLL, area);
    const [row] = await db().select({ id: poll.id }).from(poll);
    return come(`${root}/${slug}/polls`, row?.id ?? "");
  }

  const FILES = `app/[locale]/${area}`;
  const POLLS = `${FILES}/t/[slug]/polls/route.tsx`;
  const REPLY = `${FILES}/t/[slug]/comments/[id]/route.tsx`;
  const MANAGE = `${FILES}/t/[slug]/manage/route.tsx`;
  const SPLIT = `${FILES}/t/[slug]/split/route.tsx`;
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
    [`${REPLY} purge`]: {
      make: () => atReply({ why: "personal-data" }),
      again: { to: "?done=purged" },
    },
    [`${REPLY} flag`]: {
      async make() {
        const { at } = await asReplier();
        await db().update(comment).set({ state: "shown" });
        return as.other(at, { flagReason: "It names a victim" });
      },
      again: { to: "?done=flagged" },
    },
    [`${REPLY} react`]: {
      async make() {
        const { at } = await asReplier();
        await db().update(comment).set({ state: "shown" });
        return as.other(at, { give: "useful" });
      },
      again: { to: "?comment=" },
    },
    [`${FILES}/t/[slug]/unread/route.tsx read`]: {
      async make() {
        const { at, slug } = await topic();
        await written(await makeActor("trusted"), slug);
        // The form is on the page of the topic, for browsers without scripts.
        return as.member(`${at}/hash-values-in-court-who-testifies`);
      },
      again: { to: "/me/discussions?done=read&undo=" },
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
    [`${POLLS} add`]: { make: () => asAuthor("polls", POLL), again: { to: "/polls?done=added" } },
    [`${POLLS} vote`]: {
      make: () => atPoll((at, poll) => as.other(at, { poll, choice: "2" })),
      again: { to: "/polls?done=voted" },
    },
    [`${POLLS} change`]: {
      make: () => atPoll((at, poll) => as.moderator(at, { ...POLL, poll, pollOptions: "Monday\nFriday" })),
      again: { to: "/polls?done=changed" },
    },
    [`${POLLS} close`]: {
      make: () => atPoll((at, poll) => as.moderator(at, { poll })),
      again: { to: "/polls?done=closed" },
    },
    [`${POLLS} remove`]: {
      make: () => atPoll((at, poll) => as.moderator(at, { poll })),
      again: { status: 404, says: "no such poll" },
    },
    [`${MANAGE} close`]: {
      make: async () => as.moderator(`${(await topic()).at}/manage`),
      again: { to: "?done=closed" },
    },
    [`${MANAGE} pin`]: {
      make: async () => as.moderator(`${(await topic()).at}/manage`),
      again: { to: "?done=pinned" },
    },
    [`${MANAGE} archive`]: {
      make: async () => as.moderator(`${(await topic()).at}/manage`),
      again: { to: "?done=archived" },
    },
    [`${MANAGE} slow`]: {
      make: async () => as.moderator(`${(await topic()).at}/manage`, { minutes: "15" }),
      again: { to: "?done=slowed" },
    },
    [`${MANAGE} time`]: {
      make: async () => as.moderator(`${(await topic()).at}/manage`, { timer: "close", ...soon() }),
      again: { to: "?done=timed" },
    },
    [`${MANAGE} stop`]: {
      async make() {
        const { slug, at } = await topic();
        const input = TimeTopic.parse({ slug, timer: "close", ...soon() });
        await transact(by(await makeActor("moderator")), (ctx) => commands.setTimer(ctx, input));
        return as.moderator(`${at}/manage`);
      },
      again: { to: "?done=stopped" },
    },
    [`${MANAGE} retitle`]: {
      async make() {
        const { slug, at } = await topic();
        const { slug: into } = await opened(await makeActor("trusted"));
        await transact(by(await makeActor("moderator")), (ctx) => commands.merge(ctx, { slug, into }));
        return as.moderator(`${at}/manage`, { title: "A title without a name" });
      },
      again: { to: "?done=retitled" },
    },
    [`${MANAGE} titles`]: {
      async make() {
        const { slug, at } = await topic();
        const input = ChangeTopic.parse({
          ...topicFields({ text: undefined }),
          slug,
          title: "A better title",
        });
        await transact(by(await makeActor("moderator")), (ctx) => commands.change(ctx, input));
        return as.moderator(`${at}/manage`);
      },
      again: { to: "?done=cleared" },
    },
    [`${SPLIT} split`]: {
      async make() {
        const { slug, at } = await topic();
        await written(await makeActor("trusted"), slug);
        return as.moderator(`${at}/split`, {
          numbers: "1",
          title: "A topic of its own",
          category: "electronic-evidence",
          text: "This is about something else.",
        });
      },
      again: { status: 409, says: "no longer in this topic" },
    },
    [`${SPLIT} join`]: {
      async make() {
        const { slug, at } = await topic();
        const { slug: into } = await opened(await makeActor("trusted"));
        await written(await makeActor("trusted"), slug);
        return as.moderator(`${at}/split`, { numbers: "1", into });
      },
      again: { status: 409, says: "no longer in this topic" },
    },
    [`${FILES}/t/[slug]/merge/route.tsx merge`]: {
      async make() {
        const { at } = await topic();
        const { slug: into } = await opened(await makeActor("trusted"));
        return as.moderator(`${at}/merge?into=${into}`, { into });
      },
      again: { status: 409, says: "was merged into another one" },
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

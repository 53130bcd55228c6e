import { db } from "@/db/client";
import { comment } from "@/db/schema/comments";
import { acceptAnswer, showTopic, topicReplies } from "@/lib/discussions";
import { transact } from "@/lib/transact";
import { actorOf, by, makeActor } from "@/tests/support/members";
import { madeCategory, openedTopic, replied, topicFields } from "@/tests/support/topics";
import type { AtForm, FormCase } from "./form-case";

/** How a person comes to a form: signed in, at an address, with what they typed. */
type As = (at: string, fields?: Record<string, string>) => Promise<AtForm>;

const DECIDED = { status: 409, says: "has already decided on this edit" };
const TYPED = {
  title: "Hash values in court: who testifies?",
  category: "electronic-evidence",
  text: "The laboratory computes the hash values. Who explains them?",
};

/** The forms of topics and their replies. `other`: a member beside the one who wrote. */
export function topicCases(as: Record<"member" | "moderator" | "other", As>): Record<string, FormCase> {
  /** A topic of another member, who is trusted. Returns its address. */
  async function topic(): Promise<{ slug: string; at: string }> {
    await madeCategory();
    const { slug } = await openedTopic(await makeActor("trusted"));
    return { slug, at: `/discussions/t/${slug}` };
  }

  /** A member at a topic of their own. */
  async function asAuthor(below: string, fields: Record<string, string> = {}): Promise<AtForm> {
    await madeCategory();
    const own = await as.member("/", fields);
    const author = await actorOf(own.memberId ?? "");
    const { slug } = await openedTopic(author);
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) => showTopic(ctx, { slug }));
    await replied(await makeActor("trusted"), slug);
    return { ...own, at: `/discussions/t/${slug}/${below}` };
  }

  /** A member at a reply of their own, which waits for a moderator. */
  async function asReplier(fields: Record<string, string> = {}): Promise<AtForm> {
    const { slug, at } = await topic();
    const own = await as.member("/", fields);
    const id = await replied(await actorOf(own.memberId ?? ""), slug);
    return { ...own, at: `${at}/comments/${id}` };
  }

  /** A moderator at the reply of somebody else. */
  async function atReply(fields: Record<string, string> = {}): Promise<AtForm> {
    const { at } = await asReplier();
    return as.moderator(at, fields);
  }

  const REPLY = "app/[locale]/discussions/t/[slug]/comments/[id]/route.tsx";
  const MANAGE = "app/[locale]/discussions/t/[slug]/manage/route.tsx";
  return {
    "app/[locale]/discussions/new/route.tsx topic": {
      async make() {
        await madeCategory();
        return as.member("/discussions/new", TYPED);
      },
      again: { to: "/manage?done=held" },
    },
    "app/[locale]/discussions/t/[slug]/edit/route.tsx topic": {
      make: () =>
        asAuthor("edit", { ...topicFields({ text: undefined }), ...TYPED, countries: "GH", topics: "cloud" }),
      again: { to: "hash-values-in-court-who-testifies" },
    },
    "app/[locale]/discussions/t/[slug]/comment/route.tsx comment": {
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
        await transact(by(await makeActor()), (ctx) => topicReplies.flag(ctx, flag));
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
        await transact(by(author), (ctx) => acceptAnswer(ctx, { slug, reply: 1 }));
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
        await madeCategory();
        const { slug } = await openedTopic(await makeActor());
        return as.moderator(`/discussions/t/${slug}/manage`);
      },
      again: DECIDED,
    },
  };
}

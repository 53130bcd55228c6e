import { db } from "@/db/client";
import { memberBlock, messageReport } from "@/db/schema/messages";
import { makeMember } from "@/tests/support/members";
import { newest, report, request, talk } from "@/tests/support/messages";
import type { AtForm, FormCase } from "./form-case";

/** How a person comes to a form: signed in, at an address, with what they typed. */
type As = (at: string, fields?: Record<string, string>) => Promise<AtForm>;

const TYPED = { text: "Which form do you use?" };

/** The forms of messages between members. `at`: signs a member in that there is already. */
export function messageCases(
  as: Record<"member" | "moderator" | "administrator", As>,
  at: (memberId: string) => Promise<AtForm>,
): Record<string, FormCase> {
  /** A member in a conversation with another who wrote last; at the newest message of either. */
  async function atTalk(of: "own" | "other", fields: Record<string, string> = {}): Promise<AtForm> {
    const { ana, ben, id } = await talk();
    const who = of === "own" ? ben : ana;
    const messageId = await newest(ana.actor, id);
    return { ...(await at(who.id)), at: `/me/messages/${id}`, fields: { messageId, ...fields } };
  }

  /** A member who was asked by another. */
  async function atRequest(): Promise<AtForm> {
    const { ben, id } = await request();
    return { ...(await at(ben.id)), at: `/me/messages/${id}`, fields: {} };
  }

  /** A report of a message; returns its id. */
  async function reported(): Promise<string> {
    const { ana, id } = await talk();
    await report(ana.actor, id, await newest(ana.actor, id));
    const [row] = await db().select({ id: messageReport.id }).from(messageReport);
    return row?.id ?? "";
  }

  return {
    "app/[locale]/members/[handle]/write/route.tsx write": {
      async make() {
        await makeMember({ handle: "listed", isListed: true });
        return as.member("/members/listed/write", TYPED);
      },
      again: { to: "?done=asked" },
    },
    "app/[locale]/me/messages/route.tsx settings": {
      make: () => as.member("/me/messages", { messagesFrom: "nobody" }),
      again: { to: "/me/messages?done=saved" },
    },
    "app/[locale]/me/messages/route.tsx unblock": {
      async make() {
        const other = await makeMember({ handle: "blocked" });
        const own = await as.member("/me/messages", { handle: "blocked" });
        const row = { memberId: own.memberId ?? "", blockedId: other.id };
        await db()
          .insert(memberBlock)
          .values({ ...row, createdAt: new Date(Date.now() - 60_000) });
        return own;
      },
      again: { to: "/me/messages?done=unblocked" },
    },
    "app/[locale]/me/messages/[id]/route.tsx send": {
      make: () => atTalk("own", TYPED),
      again: { to: "#newest" },
    },
    "app/[locale]/me/messages/[id]/route.tsx accept": { make: atRequest, again: { to: "?done=accepted" } },
    "app/[locale]/me/messages/[id]/route.tsx decline": {
      make: atRequest,
      again: { to: "/me/messages?done=declined" },
    },
    "app/[locale]/me/messages/[id]/route.tsx archive": {
      make: () => atTalk("other"),
      again: { to: "/me/messages?done=archived" },
    },
    "app/[locale]/me/messages/[id]/route.tsx block": {
      make: () => atTalk("other"),
      again: { to: "/me/messages?done=blocked" },
    },
    "app/[locale]/me/messages/[id]/route.tsx delete": {
      make: () => atTalk("own"),
      again: { to: "?done=deleted" },
    },
    "app/[locale]/me/messages/[id]/route.tsx report": {
      async make() {
        const one = await atTalk("other", { reportReason: "It threatens me." });
        return { ...one, at: `${one.at}?report=${one.fields?.messageId}` };
      },
      again: { status: 409, says: "already reported this message" },
    },
    "app/[locale]/moderation/messages/route.tsx decide": {
      async make() {
        await reported();
        return as.moderator("/moderation/messages", { outcome: "dismissed" });
      },
      again: { status: 409, says: "decided" },
    },
    "app/[locale]/moderation/messages/[id]/route.tsx open": {
      async make() {
        const id = await reported();
        const reason = "Two reports say that the threats began earlier.";
        return as.administrator(`/moderation/messages/${id}`, { reason });
      },
      again: { to: "?done=opened" },
    },
  };
}

import type { Actor } from "@/lib/core/actor";
import {
  blockMember,
  findConversation,
  markRead,
  reportMessage,
  sendMessage,
  writeTo,
} from "@/lib/direct-messages";
import { transact } from "@/lib/transact";
import { actorOf, by, makeMember } from "./members";

/** Creates a listed member. */
export async function someone(values: Parameters<typeof makeMember>[0] = {}) {
  const made = await makeMember({ isListed: true, ...values });
  const isActive = (values.state ?? "active") === "active";
  return { ...made, actor: isActive ? await actorOf(made.id) : ({} as Actor) };
}
export type Someone = Awaited<ReturnType<typeof someone>>;

let tokens = 0;
const clientToken = () => {
  tokens += 1;
  return `token-${tokens}-x`;
};

export const write = async (from: Actor, handle: string, text = "Which form do you use?") => {
  const sent = await transact(by(from), (ctx) => writeTo(ctx, { handle, text, clientToken: clientToken() }));
  return { id: sent.conversationId };
};

export const send = (from: Actor, id: string, text = "Which form do you use?") =>
  transact(by(from), (ctx) => sendMessage(ctx, { id, text, clientToken: clientToken() }));

export const block = (who: Actor, id: string) => transact(by(who), (ctx) => blockMember(ctx, { id }));

export const newest = async (who: Actor, id: string) =>
  (await findConversation(who, id))?.messages.at(-1)?.id ?? "";

/** Opens a conversation as its page does. */
export async function read(who: Actor, id: string): Promise<void> {
  const number = (await findConversation(who, id))?.lastNumber ?? 0;
  await transact(by(who), (ctx) => markRead(ctx, { id, number }));
}

export const report = (who: Actor, id: string, messageId: string, reportReason = "It threatens me.") =>
  transact(by(who), (ctx) => reportMessage(ctx, { id, messageId, reportReason }));

/** Makes two members; the first asks the second. */
export async function request(text?: string) {
  const ana = await someone({ displayName: "Ana Writer", email: "ana@example.org" });
  const ben = await someone({ displayName: "Ben Reader", email: "ben@example.org", locale: "fr" });
  const { id } = await write(ana.actor, ben.handle, text);
  return { ana, ben, id };
}

/** The same, and the second has answered. */
export async function talk(text?: string) {
  const made = await request(text);
  await send(made.ben.actor, made.id, "It is form 3.");
  return made;
}

import { z } from "zod";
import { Handle } from "@/lib/members/model";
import { ClientToken } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import { atLeast, visibleText } from "@/lib/text/visible";

/** Days for which a message is stored. */
export const MESSAGE_DAYS = 365;

/** Minutes during which a sender can delete a message. */
export const DELETE_MINUTES = 30;

/** Hours for which an administrator can read a conversation that they opened. */
export const ACCESS_HOURS = 24;

/** Days for which decided reports, and what administrators opened, are stored. */
export const REPORT_DAYS = 90;

/**
 * Most requests a day: by a sender, by a new sender (not trusted and without a role), and to one receiver. `messages`:
 * most messages of one sender in all conversations.
 */
export const A_DAY = { requests: 20, newRequests: 3, received: 30, messages: 200 } as const;

export const MESSAGE_LENGTH = 4_000;
export const REASON_LENGTH = 500;

/** Messages on a page of a conversation. */
export const MESSAGES_SHOWN = 50;

const words = { text: atLeast(1, visibleText(MESSAGE_LENGTH)), clientToken: ClientToken };

export const WriteTo = z.object({ handle: Handle, ...words });
export type WriteTo = z.infer<typeof WriteTo>;

export const OfConversation = z.object({ id: z.uuid() });
export type OfConversation = z.infer<typeof OfConversation>;

export const SendMessage = OfConversation.extend(words);
export type SendMessage = z.infer<typeof SendMessage>;

const messageId = z.uuid();

export const OfMessage = OfConversation.extend({ messageId });
export type OfMessage = z.infer<typeof OfMessage>;

export const ReportMessage = OfMessage.extend({ reportReason: atLeast(3, visibleText(REASON_LENGTH)) });
export type ReportMessage = z.infer<typeof ReportMessage>;

/** A report by the address of its page. */
export const OfReport = z.object({ id: z.uuid() });
export type OfReport = z.infer<typeof OfReport>;

export const DecideReport = z.object({
  reportId: z.uuid(),
  outcome: z.enum(["dismissed", "upheld"], "choose"),
});
export type DecideReport = z.infer<typeof DecideReport>;

/** `reason`: both members read it. */
export const OpenConversation = OfReport.extend({ reason: atLeast(10, visibleText(REASON_LENGTH)) });
export type OpenConversation = z.infer<typeof OpenConversation>;

/** Unblocks a member. */
export const Unblock = z.object({ handle: Handle });
export type Unblock = z.infer<typeof Unblock>;

/** What a member's list shows. */
export const SHOWN = ["conversations", "requests", "archived"] as const;
export type Shown = (typeof SHOWN)[number];

export const ListQuery = z.object({
  show: z.enum(SHOWN).default("conversations").catch("conversations"),
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type ListQuery = z.infer<typeof ListQuery>;

const MessageNumber = z.coerce.number().int().min(0).max(2_000_000_000).optional().catch(undefined);

/** Part of a conversation: the messages before or after a number; without one, the newest. */
export const PartQuery = z.object({ before: MessageNumber, after: MessageNumber });
export type PartQuery = z.infer<typeof PartQuery>;

/** Checks whether its sender can still delete a message. */
export const isDeletable = (createdAt: Date, now: Date): boolean =>
  now.getTime() - createdAt.getTime() < DELETE_MINUTES * 60_000;

/** Path of a conversation. */
export const conversationPath = (id: string): string => `/me/messages/${id}`;

/** A message as its page shows it. */
export interface MessageLine {
  id: string;
  number: number;
  /** Its sender. */
  memberId: string;
  isRequest: boolean;
  /** As typed; null if it was deleted. */
  text: string | null;
  /** The text with its paragraphs, lists and links; null if it was deleted, or is of the version before. */
  content: Content | null;
  createdAt: Date;
}

/** A part of a conversation, oldest first. `earlier`, `later`: the number to continue from; null at the ends. */
export interface MessagePart {
  messages: MessageLine[];
  earlier: number | null;
  later: number | null;
}

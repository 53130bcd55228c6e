import { z } from "zod";
import { atLeast, visibleLine, visibleText } from "@/lib/text/visible";
import { Handle } from "../model";

/** Days for which a message is stored, and can be answered or reported. */
export const MESSAGE_DAYS = 30;

/**
 * Most messages a day: from one sender, from one member to another (`pair`), and to one recipient. `new…`: for a
 * sender in their first week who has no role.
 */
export const MESSAGES_A_DAY = { sender: 20, newSender: 3, pair: 3, newPair: 1, receiver: 30 } as const;
export const NEW_SENDER_DAYS = 7;

const ClientToken = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

const words = {
  subject: atLeast(2, visibleLine(120)),
  text: atLeast(2, visibleText(4000)),
  tellsAddress: z.literal("on").optional(),
  clientToken: ClientToken,
};

export const WriteMessage = z.object({ handle: Handle, ...words });
export type WriteMessage = z.infer<typeof WriteMessage>;

export const ReplyToMessage = z.object({ id: z.uuid(), ...words });
export type ReplyToMessage = z.infer<typeof ReplyToMessage>;

export const OfMessage = z.object({ id: z.uuid() });
export type OfMessage = z.infer<typeof OfMessage>;

export const ReportMessage = OfMessage.extend({ reportReason: atLeast(3, visibleText(500)) });
export type ReportMessage = z.infer<typeof ReportMessage>;

export const DecideReport = z.object({
  messageId: z.uuid(),
  outcome: z.enum(["dismissed", "upheld"], "choose"),
});
export type DecideReport = z.infer<typeof DecideReport>;

export const ChangeMessages = z.object({ takesMessages: z.literal("on").optional() });
export type ChangeMessages = z.infer<typeof ChangeMessages>;

/** Unblocks a member. */
export const Unblock = z.object({ handle: Handle });
export type Unblock = z.infer<typeof Unblock>;

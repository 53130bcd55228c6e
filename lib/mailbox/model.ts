import { z } from "zod";
import { Email, emailKeyOf, PersonName, TokenText } from "@/lib/accounts/model";
import { internalPath } from "@/lib/i18n/internal-path";
import { atLeast, visibleLine, visibleText } from "@/lib/text/visible";

/** What a question can be about, in the order of the form. */
export const TOPICS = ["use", "profile", "joining", "data", "privacy", "security", "other"] as const;
export type Topic = (typeof TOPICS)[number];

export const STATES = ["open", "answered", "closed", "spam"] as const;
export type QuestionState = (typeof STATES)[number];

/** Days for which a question is stored after its last words or decision: `spam` if it was marked as such. */
export const QUESTION_DAYS = { any: 365, spam: 30 } as const;

/** Days for which the asker can write back by the link in an answer. */
export const REPLY_DAYS = 60;

export const MAX_SUBJECT = 120;
export const MAX_TEXT = 5_000;
export const MAX_NOTE = 2_000;
export const MAX_PAGE = 500;

/** The text of a question, or of words written back. */
const Words = atLeast(10, visibleText(MAX_TEXT));

const question = {
  topic: z.enum(TOPICS, { error: (issue) => (issue.input ? "choose" : "required") }),
  subject: atLeast(2, visibleLine(MAX_SUBJECT)),
  text: Words,
  page: visibleLine(MAX_PAGE).default(""),
};

/** A question of a visitor. `homepage` is a honeypot for bots; `stamp` is when the form was drawn. */
export const AskQuestion = z.object({
  name: PersonName,
  email: Email,
  ...question,
  homepage: z.string().max(1000).default(""),
  stamp: z.string().max(200).default(""),
});
export type AskQuestion = z.infer<typeof AskQuestion>;

/** A question of a member, whose name and address are known. */
export const AskAsMember = z.object(question);
export type AskAsMember = z.infer<typeof AskAsMember>;

/** What the asker writes back. */
export const ReplyToAnswer = z.object({ token: TokenText, text: Words });
export type ReplyToAnswer = z.infer<typeof ReplyToAnswer>;

/** A question by the address of its page. */
export const OfQuestion = z.object({ id: z.uuid() });

/** `seen`: the version of the question that the form showed, as `seenOf` writes it. */
const SeenQuestion = OfQuestion.extend({
  seen: z
    .string()
    .regex(/^[\dTZ:.-]{0,40}$/)
    .default(""),
});

export const AnswerQuestion = SeenQuestion.extend({ answer: atLeast(2, visibleText(MAX_TEXT), "required") });
export type AnswerQuestion = z.infer<typeof AnswerQuestion>;

export const DecideQuestion = SeenQuestion.extend({ state: z.enum(["open", "closed", "spam"], "choose") });
export type DecideQuestion = z.infer<typeof DecideQuestion>;

/** Takes care of a question, also in place of another administrator, or no longer does. */
export const ClaimQuestion = OfQuestion.extend({ claim: z.enum(["take", "leave"], "choose") });
export type ClaimQuestion = z.infer<typeof ClaimQuestion>;

export const NoteQuestion = OfQuestion.extend({ note: atLeast(2, visibleText(MAX_NOTE), "required") });
export type NoteQuestion = z.infer<typeof NoteQuestion>;

/** Writes the version of a question that forms carry. */
export const seenOf = (touchedAt: Date) => touchedAt.toISOString();

/** State of the mail of an answer. A failed one is tried again. */
export type MailState = "waiting" | "sent" | "failed";

/** Computes the state of an answer's mail. */
export function mailState({ sentAt, failedAt }: { sentAt: Date | null; failedAt: Date | null }): MailState {
  if (sentAt) return "sent";
  return failedAt ? "failed" : "waiting";
}

/**
 * Reads a typed address as the path of a page of this site (`site`: its origin), without query and fragment, which
 * can carry secrets. Null if it is not one.
 */
export function pageOf(typed: string, site: string): string | null {
  const inside = typed === site ? "/" : typed.startsWith(`${site}/`) ? typed.slice(site.length) : typed;
  return internalPath(inside)?.split(/[?#]/, 1)[0] ?? null;
}

/** Returns the normalized address of a sender. Throws for one that `Email` refuses. */
export function senderKey(email: string): string {
  const key = emailKeyOf(email);
  if (key === null) throw new Error("an address was not checked");
  return key;
}

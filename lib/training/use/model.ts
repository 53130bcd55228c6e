import { z } from "zod";
import { day } from "@/lib/core/moments";
import { ClientToken } from "@/lib/revisions/model";
import { atLeast, visibleLine, visibleText } from "@/lib/text/visible";
import { blank, Country, column, Language, MaterialParams } from "@/lib/training/model";
import { AUDIENCES } from "../vocabulary/model";

/** Minimum downloads for a country to be listed separately. */
export const FEWEST_SHOWN = 3;

/** A reason or answer that another member reads. */
const Reason = atLeast(3, visibleText(1_000));

export const GiveReason = MaterialParams.extend({ reason: Reason });

export const AskAccess = MaterialParams.extend({ reason: Reason });
export const DecideRequest = z.object({
  id: z.uuid(),
  reason: Reason,
  decision: z.enum(["granted", "declined"], "choose"),
});
export type DecideRequest = z.infer<typeof DecideRequest>;

/** Ends access that was granted to a member. */
export const EndAccess = MaterialParams.extend({ memberId: z.uuid(), reason: Reason });
export type EndAccess = z.infer<typeof EndAccess>;

export const Rate = MaterialParams.extend({
  score: z.coerce.number("choose").int("choose").min(1, "choose").max(5, "choose"),
  role: z.enum(AUDIENCES, "choose"),
  comment: visibleText(1_000).default(""),
});
export type Rate = z.infer<typeof Rate>;

export const HideRating = MaterialParams.extend({ memberId: z.uuid() });

export const Suggest = MaterialParams.extend({ text: Reason, clientToken: ClientToken });
export type Suggest = z.infer<typeof Suggest>;

export const AnswerSuggestion = z.object({
  id: z.uuid(),
  answer: Reason,
  decision: z.enum(["accepted", "declined"], "choose"),
});
export type AnswerSuggestion = z.infer<typeof AnswerSuggestion>;

export const ContactOwner = MaterialParams.extend({
  text: Reason,
  tellsAddress: z.literal("on").optional(),
  clientToken: ClientToken,
});
export type ContactOwner = z.infer<typeof ContactOwner>;

const Count = z.preprocess(
  blank,
  z.coerce.number("format").int("format").min(0, "format").max(100_000, "too_long").nullable(),
);

/** A delivery of a course. `participantRole` and `participantCount` are rows: how many of whom. */
export const RecordDelivery = MaterialParams.extend({
  country: Country,
  place: atLeast(1, visibleLine(120)),
  institution: atLeast(1, visibleLine(200)),
  startsOn: day({ error: ({ input }) => (input === "" ? "required" : "day") }),
  endsOn: z.preprocess(blank, day("day").nullable()),
  language: Language,
  participantRole: column(z.enum(AUDIENCES), AUDIENCES.length),
  participantCount: column(Count, AUDIENCES.length),
  note: visibleText(1_000).default(""),
  clientToken: ClientToken,
}).refine((input) => input.endsOn === null || input.endsOn >= input.startsOn, {
  path: ["endsOn"],
  message: "ends_first",
});
export type RecordDelivery = z.infer<typeof RecordDelivery>;

export const RemoveDelivery = MaterialParams.extend({ id: z.uuid() });

import { z } from "zod";
import { DAILY_CAPS, MAIL_TIMES, OWN_EDIT_LEVELS } from "../model";

const Time = z.enum(MAIL_TIMES, "choose");

/** The settings as their form sends them. */
export const ChangeNoticeSettings = z.object({
  "mail-profile": Time,
  "mail-region": Time,
  "mail-post": Time,
  "mail-material": Time,
  "mail-mention": Time,
  "mail-reply": Time,
  "mail-decision": Time,
  "mail-review": Time,
  "mail-search": Time,
  "mail-subject": Time,
  /** Asked only of those whom it concerns; whoever is not asked keeps what was. */
  "mail-misses": z.enum(["weekly", "none"], "choose").optional(),
  "mail-overdue": z.enum(["weekly", "none"], "choose").optional(),
  dailyCap: z.coerce
    .number("choose")
    .refine((cap) => (DAILY_CAPS as readonly number[]).includes(cap), "choose"),
  ownEdits: z.enum(OWN_EDIT_LEVELS, "choose"),
});
export type ChangeNoticeSettings = z.infer<typeof ChangeNoticeSettings>;

/** The link of a mail by which mails are switched off, and on again. */
export const UnsubscribeQuery = z.object({ token: z.string().max(200).optional().catch(undefined) });

/** The same, as its form sends it. */
export const UnsubscribeToken = z.object({ token: z.string().max(200) });

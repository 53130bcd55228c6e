import { z } from "zod";
import { DAILY_CAPS, isReport, MAIL_TIMES, type MailTime, noticeCategories, OWN_EDIT_LEVELS } from "../model";

/**
 * A field can be missing: reports are shown to some roles only, and a form from before an upgrade lacks the
 * categories that are new since.
 */
const Time = z.enum(MAIL_TIMES, "choose").optional();
const ReportTime = z.enum(["weekly", "none"], "choose").optional();

/** Reads the setting for a category from the form; undefined if the form lacks it. */
export const timeIn = (input: Readonly<Record<string, unknown>>, category: string): MailTime | undefined =>
  Time.parse(input[`mail-${category}`]);

/** The form of notification settings, with a field for each category. The setting of a missing field stays. */
export const ChangeNoticeSettings = z
  .looseObject({
    dailyCap: z.coerce
      .number("choose")
      .refine((cap) => (DAILY_CAPS as readonly number[]).includes(cap), "choose"),
    ownEdits: z.enum(OWN_EDIT_LEVELS, "choose"),
  })
  .superRefine(
    (input, context) => {
      for (const name of noticeCategories()) {
        const field = `mail-${name}`;
        if (!(isReport(name) ? ReportTime : Time).safeParse(input[field]).success)
          context.addIssue({ code: "custom", message: "choose", path: [field] });
      }
    },
    // Report all errors at once, even if other fields are invalid.
    { when: ({ value }) => typeof value === "object" && value !== null },
  );
export type ChangeNoticeSettings = z.infer<typeof ChangeNoticeSettings>;

/** Query of the unsubscribe link in a mail. */
export const UnsubscribeQuery = z.object({ token: z.string().max(200).optional().catch(undefined) });

/** The same, from its form. */
export const UnsubscribeToken = z.object({ token: z.string().max(200) });

import { z } from "zod";
import { DAILY_CAPS, isReport, MAIL_TIMES, type MailTime, noticeCategories, OWN_EDIT_LEVELS } from "../model";

const Time = z.enum(MAIL_TIMES, "choose");
/** Asked only of those whom it concerns; whoever is not asked keeps what was. */
const ReportTime = z.enum(["weekly", "none"], "choose").optional();

/** When mails of a category are to come, as the form of the settings says it. */
export const timeIn = (input: Readonly<Record<string, unknown>>, category: string): MailTime | undefined =>
  Time.optional().parse(input[`mail-${category}`]);

/** The settings as their form sends them: with a field for each category of notices. */
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
    // All that is wrong is said at once.
    { when: ({ value }) => typeof value === "object" && value !== null },
  );
export type ChangeNoticeSettings = z.infer<typeof ChangeNoticeSettings>;

/** The link of a mail by which mails are switched off, and on again. */
export const UnsubscribeQuery = z.object({ token: z.string().max(200).optional().catch(undefined) });

/** The same, as its form sends it. */
export const UnsubscribeToken = z.object({ token: z.string().max(200) });

import type { Role } from "@/lib/core/actor";

/** Sorts of notices, as mails are chosen by. A domain that tells of something else adds its own. */
export const NOTICE_CATEGORIES = [
  ...["profile", "region", "post", "material", "subject"],
  ...["mention", "reply", "decision", "review", "search", "misses", "overdue"],
] as const;
export type NoticeCategory = (typeof NOTICE_CATEGORIES)[number];

/** Sorts of which there is one mail a week, or none, and those whom they concern: nobody else is asked. */
export const REPORTS = ["misses", "overdue"] as const satisfies readonly NoticeCategory[];
export type Report = (typeof REPORTS)[number];
export const isReport = (category: NoticeCategory): category is Report =>
  (REPORTS as readonly NoticeCategory[]).includes(category);

/** Whom each report concerns. */
export const REPORT_READERS: Readonly<Record<Report, readonly Role[]>> = {
  misses: ["administrator"],
  overdue: ["moderator", "administrator"],
};

/** When mails come. `now`: gathered for an hour. */
export const MAIL_TIMES = ["now", "daily", "weekly", "none"] as const;
export type MailTime = (typeof MAIL_TIMES)[number];

export const DAILY_CAPS = [1, 5, 20, 50] as const;

/** What a section becomes when its watcher-to-be edits it. */
export const OWN_EDIT_LEVELS = ["normal", "tracking", "watching"] as const;

export interface NoticeSettings {
  mails: Readonly<Record<NoticeCategory, MailTime>>;
  dailyCap: number;
  ownEdits: (typeof OWN_EDIT_LEVELS)[number];
}

export const DEFAULT_SETTINGS: NoticeSettings = {
  mails: {
    ...{ profile: "now", region: "daily", post: "now", material: "now", subject: "daily" },
    ...{ mention: "now", reply: "now", decision: "now", review: "now", search: "daily" },
    ...{ misses: "weekly", overdue: "weekly" },
  },
  dailyCap: 20,
  ownEdits: "normal",
};

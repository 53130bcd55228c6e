import type { Role } from "@/lib/core/actor";
import { Composed } from "@/lib/core/composed";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Author } from "@/lib/pages/model";

/** When mails are sent. `now`: collected for an hour or less (`gatherMs`). */
export const MAIL_TIMES = ["now", "daily", "weekly", "none"] as const;
export type MailTime = (typeof MAIL_TIMES)[number];

export const DAILY_CAPS = [1, 5, 20, 50] as const;

/** Levels that an edited section can get on the editor's watchlist. */
export const OWN_EDIT_LEVELS = ["normal", "tracking", "watching"] as const;

export interface NoticeSettings {
  mails: Readonly<Record<string, MailTime>>;
  dailyCap: number;
  ownEdits: (typeof OWN_EDIT_LEVELS)[number];
}

export const DEFAULTS = { dailyCap: 20, ownEdits: "normal" } as const;

/** A category of notices, with the default for its mails. */
export interface Category {
  name: string;
  mails: MailTime;
}

/** A report mailed weekly or never; only members with these roles get the setting. */
export interface Report {
  name: string;
  readers: readonly Role[];
  /** Set if it is mailed only to members who chose it. */
  isChosen?: boolean;
}

/** Categories that belong to no domain. */
const OWN: readonly Category[] = [
  { name: "subject", mails: "daily" },
  { name: "mention", mails: "now" },
  { name: "reply", mails: "now" },
  { name: "message", mails: "now" },
  { name: "decision", mails: "now" },
  { name: "review", mails: "now" },
  { name: "search", mails: "daily" },
];
export const MISSES: Report = { name: "misses", readers: ["administrator"] };

const reportCategory = ({ name, isChosen = false }: Report): Category => ({
  name,
  mails: isChosen ? "none" : "weekly",
});

const table = new Composed<{ categories: readonly Category[]; reports: readonly Report[] }>(
  "lib/place-kinds.ts",
);

/** Adds the categories and reports of the domains; called by `lib/place-kinds.ts`. */
export function composeCategories(watched: readonly Category[], reports: readonly Report[]): void {
  const all = [MISSES, ...reports];
  table.set({ categories: [...watched, ...OWN, ...all.map(reportCategory)], reports: all });
}

/** Lists the categories in the order of the settings. */
export const noticeCategories = (): string[] => table.get().categories.map(({ name }) => name);

/** Categories of notices that are only on the site, so that there is nothing to choose. */
const SITE_ONLY: readonly string[] = ["account"];

/** Whether notices of a category are shown: those of one that a later version removed are not. */
export const isCategory = (name: string): boolean =>
  SITE_ONLY.includes(name) || noticeCategories().includes(name);

export const listReports = (): readonly Report[] => table.get().reports;
export const isReport = (category: string): boolean =>
  table.get().reports.some(({ name }) => name === category);

/** Returns the default for mails of a category. */
export const mailsUnchosen = (category: string): MailTime =>
  table.get().categories.find(({ name }) => name === category)?.mails ?? "none";

/** Number of changes that are read; more are shown as "many". */
export const MOST_CHANGES = 50;

/** Kinds of events of a page, in the order of notices. */
export const HAPPENINGS = [
  "retracted",
  "restored",
  "change",
  "correction",
  "version",
  "files",
  "comment",
] as const;
export type PageActivityKind = (typeof HAPPENINGS)[number];

export interface PageActivity {
  kind: PageActivityKind;
  /** The revision, correction, comment or version; the page itself if retracted or restored. */
  subjectId: string;
  at: Date;
  author: Author;
  /** Its text: a summary, a note, the beginning of a comment, or a reason. */
  words: string;
}

export interface PageActivityCount {
  kind: PageActivityKind;
  count: number;
}

/** Counts events of a page by kind. */
export function countByKind(happenings: readonly PageActivity[]): PageActivityCount[] {
  return HAPPENINGS.map((kind) => ({ kind, count: happenings.filter((one) => one.kind === kind).length }));
}

/** Words events of a page: "2 comments, one correction". */
export function happenedText(counts: readonly PageActivityCount[], t: Translator, locale: Locale): string {
  const texts = HAPPENINGS.flatMap((kind) => {
    const count = counts.find((one) => one.kind === kind)?.count ?? 0;
    return count > 0 ? [t(`watching.happened.${kind}`, { count })] : [];
  });
  return listText(texts, locale);
}

/** Content published under a subject, for display. */
export interface AppearedThing {
  title: string;
  /** Translations of its title. */
  titles: Readonly<Record<string, string>>;
  /** Names of what it belongs to, if it has no title itself. */
  names: Readonly<Record<Locale, string>> | null;
  /** Its path. */
  path: string;
  /** Set if only some may read it: mails leave its title out. */
  isSecret?: boolean;
}

/** New content under a subject. */
export interface Appeared extends AppearedThing {
  sort: string;
  at: Date;
}

export interface AppearedCount {
  sort: string;
  count: number;
}

/** Isolates a text of any direction within a sentence (Unicode FSI and PDI). */
export const isolateBidi = (text: string) => `\u2068${text}\u2069`;

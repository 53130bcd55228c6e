import type { Role } from "@/lib/core/actor";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Author } from "@/lib/pages/model";

/** When mails come. `now`: gathered for an hour. */
export const MAIL_TIMES = ["now", "daily", "weekly", "none"] as const;
export type MailTime = (typeof MAIL_TIMES)[number];

export const DAILY_CAPS = [1, 5, 20, 50] as const;

/** What a section becomes when its watcher-to-be edits it. */
export const OWN_EDIT_LEVELS = ["normal", "tracking", "watching"] as const;

export interface NoticeSettings {
  mails: Readonly<Record<string, MailTime>>;
  dailyCap: number;
  ownEdits: (typeof OWN_EDIT_LEVELS)[number];
}

export const DEFAULTS = { dailyCap: 20, ownEdits: "normal" } as const;

/** A sort of notices, as mails are chosen by, and when they come to whoever chose nothing. */
export interface Category {
  name: string;
  mails: MailTime;
}

/** A sort of which there is one mail a week, or none, and those whom it concerns: nobody else is asked. */
export interface Report {
  name: string;
  readers: readonly Role[];
}

/** The sorts that are of no domain. */
const OWN: readonly Category[] = [
  { name: "subject", mails: "daily" },
  { name: "mention", mails: "now" },
  { name: "reply", mails: "now" },
  { name: "decision", mails: "now" },
  { name: "review", mails: "now" },
  { name: "search", mails: "daily" },
];
export const MISSES: Report = { name: "misses", readers: ["administrator"] };

let composed: { categories: readonly Category[]; reports: readonly Report[] } | undefined;

/** Adds the sorts of the domains: what of theirs is watched, and their reports. Handed over by `lib/place-kinds.ts`. */
export function composeCategories(watched: readonly Category[], reports: readonly Report[]): void {
  const all = [MISSES, ...reports];
  composed = {
    categories: [...watched, ...OWN, ...all.map(({ name }) => ({ name, mails: "weekly" as const }))],
    reports: all,
  };
}

function known() {
  if (!composed) throw new Error("lib/place-kinds.ts was not loaded: import it, or lib/transact.ts, first");
  return composed;
}

/** The sorts of notices by their names, in the order in which they are offered. */
export const noticeCategories = (): string[] => known().categories.map(({ name }) => name);
export const listReports = (): readonly Report[] => known().reports;
export const isReport = (category: string): boolean => known().reports.some(({ name }) => name === category);

/** When mails of a sort come to whoever chose nothing. */
export const mailsUnchosen = (category: string): MailTime =>
  known().categories.find(({ name }) => name === category)?.mails ?? "none";

/** How many changes are looked at: more are "many". */
export const MOST_CHANGES = 50;

/** What can happen to a page that is watched as a whole, in the order in which it is told. */
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
  /** The revision, correction, comment or version; the page itself when it is retracted or restored. */
  subjectId: string;
  at: Date;
  author: Author;
  /** What was said of it, or what it says: a summary, a note, the beginning of a comment, a reason. */
  words: string;
}

export interface PageActivityCount {
  kind: PageActivityKind;
  count: number;
}

/** How often a page's things happened, by their kind. */
export function countByKind(happenings: readonly PageActivity[]): PageActivityCount[] {
  return HAPPENINGS.map((kind) => ({ kind, count: happenings.filter((one) => one.kind === kind).length }));
}

/** "2 comments, one correction": what happened to a page. */
export function happenedText(counts: readonly PageActivityCount[], t: Translator, locale: Locale): string {
  const told = HAPPENINGS.flatMap((kind) => {
    const count = counts.find((one) => one.kind === kind)?.count ?? 0;
    return count > 0 ? [t(`watching.happened.${kind}`, { count })] : [];
  });
  return listText(told, locale);
}

/** Something that appeared under a subject, as it is told. */
export interface AppearedThing {
  title: string;
  /** Its title in other languages. */
  titles: Readonly<Record<string, string>>;
  /** Of what it is, where it has no title of its own. */
  names: Readonly<Record<Locale, string>> | null;
  /** Where it is read, a bare path. */
  path: string;
}

/** Something new under a subject. */
export interface Appeared extends AppearedThing {
  sort: string;
  at: Date;
}

export interface AppearedCount {
  sort: string;
  count: number;
}

/** A title in whatever language within a sentence of another: kept apart, so that neither turns the other round. */
export const isolateBidi = (text: string) => `\u2068${text}\u2069`;

import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import type { Author } from "@/lib/pages/model";
import { isolateBidi } from "./model";
import type { NoticeWords, PersonalNotice, Worded } from "./personal-notice";

/** People named per notice. */
const NAMED = 3;

/** Words changes with their authors: "3 changes by A and B". */
export function changesText(authors: readonly Author[], t: Translator, locale: Locale): string {
  return t("watching.notice.changes", { count: authors.length, names: namesText(authors, t, locale) });
}

/** Lists the first few people and counts the rest. Each name is isolated in its own direction. */
export function namesText(authors: readonly Author[], t: Translator, locale: Locale): string {
  const names = [...new Set(authors.map((author) => authorName(author, t)))];
  const others = names.length - NAMED;
  const named = [
    ...names.slice(0, NAMED),
    ...(others > 0 ? [t("watching.notice.others", { count: others })] : []),
  ];
  return listText(named, locale);
}

function authorName(author: Author, t: Translator): string {
  if (author === "former") return t("common.formerMember");
  if (author === "community" || author === "hidden") return t(`past.author.${author}`);
  return isolateBidi(author.displayName);
}

/** Summaries quoted per notice; the rest is shown with the difference. */
const SAID = 3;

/** Lists the newest distinct summaries of changes. */
export function summariesOf(changes: readonly { summary: string }[]): string[] {
  return [...new Set(changes.map(({ summary }) => summary))].slice(0, SAID);
}

/** Characters quoted of a text. */
const EXCERPT = 300;

/** Returns the beginning of a text, for lists and mails. */
export function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  return [...line].length > EXCERPT ? `${[...line].slice(0, EXCERPT).join("").trimEnd()}…` : line;
}

/** Names an author; without one, the community. */
export function authorOf(row: {
  handle: string | null;
  display_name: string | null;
  author_state: string | null;
  is_author_hidden?: boolean;
}): Author {
  if (row.is_author_hidden) return "hidden";
  if (row.handle === null || row.display_name === null) return "community";
  return row.author_state === "erased" ? "former" : { handle: row.handle, displayName: row.display_name };
}

/** A personal notice; `news` selects its words under `watching.told`. */
interface News {
  news: string;
  title: Worded;
  path: string;
  /** A reviewer changed the text before publication; `path` shows the changes. */
  isAmended?: boolean;
  /** Who did it, if shown. */
  by?: Author;
  /** How many did it. */
  count?: number;
  /** Text by another member: a comment, a question. */
  quote?: string;
  /** Reason of the decision: as it was written, or from a list. */
  reason?: string | Worded | null;
  /** Planned time. */
  at?: Date | null;
  /** Address for a reply. */
  answerAt?: string | null;
  /** Whether only some may read what was written: mails leave it out. */
  isSecret?: boolean;
  /** The page on which its reader answers by answering the mail. */
  answerTo?: string;
}

export const NO_WORDS = { quotes: [] as string[], reason: null, answerAt: null };

/** Words a personal notice. */
export function newsOf({
  news,
  title,
  path,
  isAmended,
  by,
  count = 1,
  quote,
  reason,
  at,
  answerAt,
  isSecret = false,
  answerTo,
}: News): PersonalNotice {
  return {
    what: "news",
    news,
    isSecret,
    ...(answerTo === undefined || isSecret ? {} : { answerTo }),
    words(t, locale): NoticeWords {
      const name = by === undefined ? "" : namesText([by], t, locale);
      // The reader's time zone is unknown in mails, so times are given in UTC and marked as such.
      const when = at ? formatter(locale).dateTime(at, { dateStyle: "long", timeStyle: "short" }) : "";
      const said = message(t, `watching.told.${news}`, { name, when, count });
      return {
        title: title(t, locale),
        said: isAmended ? t("watching.told.amended", { said }) : said,
        quotes: quote ? [quote] : [],
        reason: (typeof reason === "function" ? reason(t, locale) : reason) || null,
        answerAt: answerAt ?? null,
        path,
      };
    },
  };
}

import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import type { Author } from "@/lib/pages/model";
import { isolateBidi } from "./model";
import type { NoticeWords, PersonalNotice, Worded } from "./told";

/** How many people are named of one thing. */
const NAMED = 3;

/** How many changes by whom: "3 changes by A and B". */
export function changesText(authors: readonly Author[], t: Translator, locale: Locale): string {
  return t("watching.notice.changes", { count: authors.length, names: namesText(authors, t, locale) });
}

/** The first few of several people, and how many more there are. Each name keeps its own direction. */
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

/** How many summaries are told of one thing; the rest stands in its difference. */
const SAID = 3;

/** The newest of what its authors said of the changes, each once, newest first. */
export function summariesOf(changes: readonly { summary: string }[]): string[] {
  return [...new Set(changes.map(({ summary }) => summary))].slice(0, SAID);
}

/** How much of what somebody wrote is repeated, in characters: the rest stands where it was written. */
const EXCERPT = 300;

/** The beginning of a text, as lists and mails repeat it. */
export function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  return [...line].length > EXCERPT ? `${[...line].slice(0, EXCERPT).join("").trimEnd()}…` : line;
}

/** An author as pages name one: the community for the site itself. */
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

/** Something that concerns a member in person; `news` has its words under `watching.told`. */
interface News {
  news: string;
  title: Worded;
  path: string;
  /** A reviewer changed the text before it appeared, which `path` shows. */
  isAmended?: boolean;
  /** Whose act it was, where the reader is told. */
  by?: Author;
  /** In somebody's own words: a comment, a question. */
  quote?: string;
  /** Why it was decided so. */
  reason?: string | null;
  /** When it is to happen. */
  at?: Date | null;
  /** Where an answer is wanted. */
  answerAt?: string | null;
}

export const NO_WORDS = { quotes: [] as string[], reason: null, answerAt: null };

/** News in person with its words. */
export function newsOf({
  news,
  title,
  path,
  isAmended,
  by,
  quote,
  reason,
  at,
  answerAt,
}: News): PersonalNotice {
  return {
    what: "news",
    news,
    words(t, locale): NoticeWords {
      const name = by === undefined ? "" : namesText([by], t, locale);
      // Mails know no reader's zone: the moment is told in UTC, and said to be.
      const when = at ? formatter(locale).dateTime(at, { dateStyle: "long", timeStyle: "short" }) : "";
      const said = message(t, `watching.told.${news}`, { name, when });
      return {
        title: title(t, locale),
        said: isAmended ? t("watching.told.amended", { said }) : said,
        quotes: quote ? [quote] : [],
        reason: reason || null,
        answerAt: answerAt ?? null,
        path,
      };
    },
  };
}

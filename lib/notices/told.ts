import type { Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** A notice in words: the same on the site and in a mail. */
export interface NoticeWords {
  /** What it is about. */
  title: string;
  /** What happened, as a sentence without its stop. */
  said: string;
  /** In others' own words: summaries, comments, notes. */
  quotes: string[];
  /** Why somebody decided so. */
  reason: string | null;
  /** Where its writer wants to be answered. */
  answerAt: string | null;
  /** Where it is read, a bare path. */
  path: string;
}

/** A text in the reader's language. */
export type Worded = (t: Translator, locale: Locale) => string;

/** What concerns a member in person, as they may be told now. */
export interface PersonalNotice {
  what: "news";
  news: string;
  words: (t: Translator, locale: Locale) => NoticeWords;
  /** Set where what is said is all that there is to say: a mail of it alone is called by that. */
  saysAll?: true;
  /** A link that is made for each mail in which it stands: what the mail says of it, and where it leads. */
  mailLink?: { said: (t: Translator) => string; make: () => Promise<string> };
}

/** A notice in person as it is kept: a kind and a key. */
export interface PersonalRow {
  kind: string;
  key: string;
  category: string;
  firstAt: Date;
  lastAt: Date;
}

/**
 * Says what a notice of one kind tells its reader, as things stand now: null where it was hidden, handled or taken away
 * since. What became of the own things their author may read, whatever became of them.
 */
export type Describe = (reader: Actor, row: PersonalRow, on: Queryable) => Promise<PersonalNotice | null>;

/** What each kind of notice in person tells. */
export type NewsKinds = Readonly<Record<string, Describe>>;

import type { Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** A notice in words, the same on the site and in mails. */
export interface NoticeWords {
  /** Subject of the notice. */
  title: string;
  /** The event as a sentence without full stop. */
  said: string;
  /** Texts by others: summaries, comments, notes. */
  quotes: string[];
  /** Reason of a decision. */
  reason: string | null;
  /** Address for replies to the writer. */
  answerAt: string | null;
  /** Path to read it. */
  path: string;
}

/** A text in the reader's language. */
export type Worded = (t: Translator, locale: Locale) => string;

/** A personal notice as it may be shown now. */
export interface PersonalNotice {
  what: "news";
  news: string;
  words: (t: Translator, locale: Locale) => NoticeWords;
  /** Whether only some may read what was written: mails leave it out. */
  isSecret?: boolean;
  /** The page on which its reader answers by answering the mail. */
  answerTo?: string;
  /** Set if the sentence is complete: a mail with this notice alone uses it as its subject. */
  saysAll?: true;
  /** A link made for each mail: its text and address. */
  mailLink?: { said: (t: Translator) => string; make: () => Promise<string> };
}

/** A stored personal notice, by kind and key. */
export interface PersonalRow {
  kind: string;
  key: string;
  category: string;
  firstAt: Date;
  lastAt: Date;
}

/**
 * Describes a notice of one kind in its current state; null if its subject was hidden, handled or withdrawn
 * since. Authors always see the outcome of their own edits.
 */
export type Describe = (reader: Actor, row: PersonalRow, on: Queryable) => Promise<PersonalNotice | null>;

/** How to describe each kind of personal notice. */
export type NewsKinds = Readonly<Record<string, Describe>>;

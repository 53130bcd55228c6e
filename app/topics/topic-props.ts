import type { FilesBy, QuotesBy, Reaction } from "@/lib/comments/model";
import type { Actor } from "@/lib/core/actor";
import type { Category } from "@/lib/discussions/categories/model";
import type { Imported } from "@/lib/discussions/imports/model";
import type { Poll } from "@/lib/discussions/polls/model";
import type { ReplyUse } from "@/lib/discussions/proposals/model";
import type { Flow, Replies, TopicPage } from "@/lib/discussions/queries/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";
import type { Place } from "@/lib/profiles/reading/directory/model";
import type { Thing } from "@/lib/watching/model";

/** What the page of a topic is drawn from. */
export interface TopicProps {
  t: Translator;
  locale: Locale;
  topic: TopicPage;
  category: Category | null;
  replies: Replies;
  /** What else is in the flow of the replies. */
  flow: Flow;
  places: readonly Place[];
  about: Thing | null;
  /** The number of the reply that the address names. */
  linked: number | null;
  /** Whether all replies are on this page. */
  isWhole: boolean;
  /** The reader of a screen; null for a document, which everybody reads. */
  reader: Actor | null;
  /** What the replies quote. */
  quotes: QuotesBy;
  /** The files of the replies. */
  files: FilesBy;
  /** The result of `largestUpload()`. */
  largest: number;
  /** The reader's reactions to the replies, by reply; null for a document. */
  own: Readonly<Record<string, Reaction[]>> | null;
  /** Which messages were imported, by reply; the first message as `FIRST`. */
  imported: ReadonlyMap<string, Imported>;
  /** The polls of the topic, with the votes of the reader of a screen. */
  polls: readonly Poll[];
  /** Where words of the replies have become part of sections. */
  uses: readonly ReplyUse[];
  deadLinkOf: DeadLinkOf;
}

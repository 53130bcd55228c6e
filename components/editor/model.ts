import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages";
import type { Field } from "@/lib/revisions/records-fields";

/** A source as the editor shows it: a record of the profile's `sources` section. */
export interface SourceChoice {
  id: string;
  title: string;
  publisher: string;
  url: string | null;
}

/** A draft that waits on the server. */
export interface StoredDraft {
  content: unknown;
  summary: string;
  sequence: number;
  updatedAt: string;
  baseNumber: number | null;
  /** By how many revisions the section moved on since the draft was begun. */
  behind: number;
}

/** Everything that the editor starts from; written into its page as JSON. */
export interface EditorData {
  locale: Locale;
  messages: Pick<Messages, "editor" | "revisions" | "common">;
  memberId: string;
  slug: string;
  section: string;
  sectionTitle: string;
  family: "prose" | "records";
  /** The description of the records' fields; empty for prose. */
  fields: readonly Field[];
  titleField: string;
  /** The revision that the text below is; null when the section has none. */
  baseNumber: number | null;
  content: unknown;
  draft: StoredDraft | null;
  sources: SourceChoice[];
  /** Where leaving leads: the section in its profile. */
  profilePath: string;
  signInPath: string;
}

/** What the editor of a post starts from besides: it stands within the post's form. */
export interface PostEditorData extends EditorData {
  /** Pictures that may be put into it. */
  pictures: { id: string; name: string }[];
  /** Where the blog stands, in the language of the page. */
  blogPath: string;
  /** Where a picture is to be seen while it is written about; `{file}` stands for its id. */
  pictureAt: string;
  /** The content is what the member sent with a form that came back. */
  isSentBack: boolean;
}

import type { CompiledMessages } from "@/lib/i18n/compiled";
import type { Locale } from "@/lib/i18n/locales";
import type { FormContent } from "@/lib/revisions/form-draft";
import type { AnyRecord, Field } from "@/lib/revisions/records-fields";

/** A source as the editor shows it: a record of the profile's `sources` section. */
export interface SourceChoice {
  id: string;
  title: string;
  publisher: string;
  url: string | null;
}

/** An article that records can name, with its title in the language of the page. */
export interface ArticleChoice {
  /** "185-2". */
  id: string;
  title: string;
  /** A final provision, which no law is held against. */
  isFinal: boolean;
}

/** A declaration or reservation of the country, for findings that rest on one. */
export interface DeclarationChoice {
  id: string;
  label: string;
  /** The articles that it is on, without paragraphs. */
  articles: readonly string[];
}

/** A draft that waits on the server. */
export interface StoredDraft {
  content: unknown;
  /** Sources that were made with it, and wait to be saved with it. */
  newSources?: readonly unknown[] | undefined;
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
  messages: CompiledMessages;
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
  /** The number of somebody else's waiting edit that saving accepts, as it stands here. */
  accepts?: number | null;
  /** The words of the box to tick where somebody else has taken that edit to decide on it. */
  despite?: string | null;
  /** The revision that stood when the editor was opened, where that is none that the text was written on. */
  movedTo?: number | null;
  content: unknown;
  draft: StoredDraft | null;
  sources: SourceChoice[];
  /** The fields of a source, where records of the section cite some. */
  sourceFields?: readonly Field[];
  /** The articles that records of the section can name. */
  articles?: ArticleChoice[];
  /** What the country has declared, where records of the section can rest on it. */
  declarations?: DeclarationChoice[];
  /** The article that the link to the editor was about: its record is opened, or a new one begun. */
  begin?: string | null;
  /** The member has sent the plain form, before the editor was there, and goes on in it. */
  keepsPlain?: boolean;
  /** Records that the member sent with a step of the plain form, before the editor was there: what it goes on from. */
  sent?: { open: readonly string[]; newSources: readonly AnyRecord[]; summary: string } | null;
  /** Where leaving leads: the section in its profile. */
  profilePath: string;
  signInPath: string;
  /** What the text is written in, where that is known. */
  language?: string;
  /** The language that is named to the server: without one it takes the source to be meant. */
  lang?: string | null;
  /** Where the text is read in its language. */
  readPath?: string;
  marks?: MarksData | null;
}

/** What a save may say of its text beside it, and the words for it. */
export interface MarksData {
  /** The revision of the source that a translation can be brought up to date with. */
  follows: number | null;
  isFirst: boolean;
  labels: { value: string; label: string }[];
  label: string;
  words: { label: string; upToDate: string; upToDateHint: string; otherLanguage: string };
}

/** What the editor of the practice page starts from besides. */
export interface PracticeData extends EditorData {
  /** Words of that page alone: `done` has a place for how many steps were taken. */
  words: { done: string; savedTitle: string; saved: string };
}

/** How the API knows what the text of a form belongs to. */
export interface TextOwner {
  /** Below which address of the API such things are. */
  api: string;
  /** The text of one, below its own address there. */
  text: string;
  /** Fields of the form with which a new one is begun. */
  begins: readonly string[];
  /** Its form is sent to its own page as soon as it has one. */
  movesForm: boolean;
}

/** What the draft of a form starts from: `content` is what stands in the form itself. */
export interface FormDraftData extends Omit<EditorData, "content"> {
  content?: FormContent;
  of: TextOwner;
  basePath: string;
  /** The form holds what the member sent, and came back. */
  isSentBack: boolean;
}

/** What the editor of such a text starts from besides. */
export interface TextEditorData extends EditorData {
  of: TextOwner;
  placeholder: string;
  /** Pictures that may be put into it. */
  pictures: { id: string; name: string }[];
  /** Below which address what it belongs to stands, in the language of the page. */
  basePath: string;
  /** Where a save of the text alone leads: once it stands, and while it waits. */
  after: { published: string; pending: string };
  /** Where a picture is to be seen while it is written about; `{file}` stands for its id. */
  pictureAt: string;
  /** The content is what the member sent with a form that came back. */
  isSentBack: boolean;
}

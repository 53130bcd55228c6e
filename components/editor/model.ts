import type { CompiledMessages } from "@/lib/i18n/compiled";
import type { Locale } from "@/lib/i18n/locales";
import type { FormContent } from "@/lib/revisions/form-draft";
import type { AnyRecord, Field } from "@/lib/revisions/records-fields";

/** A source in the editor: a record of the profile's `sources` section. */
export interface SourceChoice {
  id: string;
  title: string;
  publisher: string;
  url: string | null;
}

/** A source of another profile, from which a new source can be filled in. */
export interface SourceElsewhere extends SourceChoice {
  kind: string | null;
  lang: string | null;
  published: string | null;
  archiveUrl: string | null;
  /** The profile that has it: its name in each language. */
  profile: Readonly<Record<Locale, string>>;
}

/** An article that records can refer to, with its title in the language of the page. */
export interface ArticleChoice {
  /** For example "185-2". */
  id: string;
  title: string;
  /** Whether it is a final provision, which is not compared with laws. */
  isFinal: boolean;
}

/** A declaration or reservation of the country that an assessment can take into account. */
export interface DeclarationChoice {
  id: string;
  label: string;
  /** The articles that it concerns, without paragraphs. */
  articles: readonly string[];
}

/** A draft on the server. */
export interface StoredDraft {
  content: unknown;
  /** Sources that were created with it, to be saved with it. */
  newSources?: readonly unknown[] | undefined;
  summary: string;
  sequence: number;
  updatedAt: string;
  baseNumber: number | null;
  /** The number of revisions published since the draft was started. */
  behind: number;
}

/** The editor's data, written into its page as JSON. */
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
  /** The revision that the text is based on; null if the section has none. */
  baseNumber: number | null;
  /** The number of another member's pending edit that saving accepts, as shown here. */
  accepts?: number | null;
  /** Ids of the replies whose words the page says the text has: saving credits them. */
  fromReplies?: readonly string[];
  /** The label of the checkbox for saving although another member has claimed that edit for review. */
  despite?: string | null;
  /** The current revision when the editor was opened, if the text is based on an older one. */
  movedTo?: number | null;
  content: unknown;
  /** The headings that an empty text can start from. */
  template?: readonly string[];
  draft: StoredDraft | null;
  sources: SourceChoice[];
  /** Whether a new source can be filled in from one of another profile. */
  offersSources?: boolean;
  /** Whether a new source can be filled in from its address. */
  looksUpSources?: boolean;
  /** Whether records can begin with the structure of another country's law. */
  copiesLaws?: boolean;
  /** The articles that records of the section can refer to. */
  articles?: ArticleChoice[];
  /** The country's declarations, if records of the section can refer to them. */
  declarations?: DeclarationChoice[];
  /** The article in the link to the editor: its record is opened, or a new one is started. */
  begin?: string | null;
  /** Whether the member sent the plain form before the editor loaded; the plain form then stays. */
  keepsPlain?: boolean;
  /**
   * Records that the member sent with a step of the plain form before the editor loaded: the editor continues
   * from them. `isCopy`: the link to the editor brought them, and the member has changed nothing yet.
   */
  sent?: {
    open: readonly string[];
    newSources: readonly AnyRecord[];
    summary: string;
    isCopy?: boolean;
  } | null;
  /** Where leaving the editor leads: the section in its profile. */
  profilePath: string;
  signInPath: string;
  /** The language of the text, if known. */
  language?: string;
  /** The language sent to the server; without one the source text is meant. */
  lang?: string | null;
  /** The address for reading the text in its language. */
  readPath?: string;
  marks?: MarksData | null;
}

/** The marks that a save can set on its text, and their labels. */
export interface MarksData {
  /** The revision of the source that a translation can be marked as up to date with. */
  follows: number | null;
  isFirst: boolean;
  labels: { value: string; label: string }[];
  label: string;
  words: { label: string; upToDate: string; upToDateHint: string; otherLanguage: string };
}

/** The additional data of the practice page's editor. */
export interface PracticeData extends EditorData {
  /** Texts of this page alone. `done` has a placeholder for the number of steps done. */
  words: { done: string; savedTitle: string; saved: string };
}

/** How the API addresses the object that owns a form's text. */
export interface TextOwner {
  /** The path of such objects in the API. */
  api: string;
  /** The path of the text below the object's own path. */
  text: string;
  /** The fields of the form that creating an object needs. */
  begins: readonly string[];
  /** Whether the form is sent to its own page once that exists. */
  movesForm: boolean;
}

/** The data of a form's draft. `content`: the values in the form itself. */
export interface FormDraftData extends Omit<EditorData, "content"> {
  content?: FormContent;
  of: TextOwner;
  basePath: string;
  /** Whether the form shows refused input. */
  isSentBack: boolean;
}

/** The additional data of the editor of such a text. */
export interface TextEditorData extends EditorData {
  of: TextOwner;
  placeholder: string;
  /** Pictures that can be inserted. */
  pictures: { id: string; name: string }[];
  /** The path of the owning object's pages in the language of the page. */
  basePath: string;
  /** Where a save of the text alone leads: once published, while pending, and if nothing had changed. */
  after: { published: string; pending: string; unchanged: string };
  /** The address of a picture during editing; `{file}` is replaced by its id. */
  pictureAt: string;
  /** Whether the content is refused input from a form. */
  isSentBack: boolean;
}

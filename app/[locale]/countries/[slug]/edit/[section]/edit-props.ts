import type { RecordsFormParts } from "@/components/records/form-context";
import type { ProblemLine } from "@/components/records/plain-records";
import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ProtectionState } from "@/lib/pages/moderation/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import type { Conflict, DiffResult } from "@/lib/revisions/model";
import type { Carried } from "./carried-reply";
import type { CopiedStart } from "./copied-law";
import type { WaitingText } from "./edit-notes";
import type { MarkChoices, Original } from "./translating";

/** Props of the screen for editing a section. */
export interface EditProps {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  section: SectionKey;
  /** Initial data of the editor as JSON; its script replaces the plain form. */
  data: string;
  /** The text for a plain field; null if such a field would lose part of it. */
  text: string | null;
  /** The records for a plain form; null for prose. */
  records: PlainRecordsData | null;
  /** Whether the section has nothing yet. */
  isBlank: boolean;
  base: number | null;
  /** Number of someone else's pending edit that the save accepts. */
  accepts: number | null;
  /** The edit that the text is from, if it is not the current one. */
  waiting: WaitingText | null;
  /** Label of the box to tick if another reviewer reserved that edit; null if none did. */
  despite: string | null;
  isPublishedAtOnce: boolean;
  needsSecond: boolean;
  needsSecondInPart: boolean;
  /** The restriction on who can edit it, if any. */
  protection: ProtectionState | null;
  mayProtect: boolean;
  /** The published text that a refused save collided with. */
  theirs: { text: string; number: number } | null;
  /** Preview of the changes, if the member asked for it. */
  preview: { diff: DiffResult; behind: number } | null;
  sourceTitle: (id: string) => string | null;
  /** Language of the text. */
  language: string;
  original: Original | null;
  marks: MarkChoices | null;
  /** Link for starting an unwritten section in another language; undefined for written sections. */
  begin?: { other: string | null } | undefined;
  /** The law copied from another country with which the form begins; "missing" if the link names none. */
  copied: CopiedStart | "missing" | null;
  /** Replies of the discussions that the member brings into it. */
  carried: Carried;
  form: FormState;
}

/** Records for the form of a browser without scripts. */
export interface PlainRecordsData extends Omit<RecordsFormParts, "t" | "locale" | "section"> {
  lines: readonly ProblemLine[];
  /** Conflicts of a refused save, by passage. */
  conflict: { conflicts: readonly Conflict[]; currentNumber: number } | null;
}

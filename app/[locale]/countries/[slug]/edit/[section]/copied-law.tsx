import type { EditorData } from "@/components/editor/model";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionForEdit } from "@/lib/profiles";
import { findLawStructure } from "@/lib/profiles/law-structure";
import { COPY_LAW_PATH, type LawRef, lawFrom } from "@/lib/profiles/law-structure/model";
import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import type { PageTools } from "@/lib/web/view";
import { copyWords } from "../../../copy-law/copy-words";

/** A new law with the structure of a published one, with which the form begins. */
export interface CopiedStart {
  record: AnyRecord;
  /** Of the law whose structure it has, in the language of the page. */
  title: string;
  country: string;
  summary: string;
}

/**
 * Creates the law that the form begins with; null if the link names none, or one that is not published. "missing": the
 * link names one that is not there.
 */
export async function findCopiedStart(
  found: SectionForEdit,
  from: LawRef | null,
  { t, locale }: PageTools,
): Promise<CopiedStart | "missing" | null> {
  if (from === null || found.section !== "laws") return null;
  // Titles of provisions are in the language of the section that they are copied to.
  const law = await findLawStructure(from, found.lang);
  if (!law) return "missing";
  return { record: lawFrom(law.structure), ...copyWords(t, locale, law) };
}

/** Returns the initial data of the editor for such a law: it continues as from records that the member sent. */
export function copiedData(
  { content }: SectionForEdit,
  start: CopiedStart | "missing" | null,
): Pick<EditorData, "content" | "sent"> | Record<string, never> {
  if (start === null || start === "missing") return {};
  const { records, ...rest } = content as RecordsContent;
  return {
    content: { ...rest, records: [...records, start.record] },
    sent: { open: [start.record.id], newSources: [], summary: start.summary, isCopy: true },
  };
}

/** Says from which law the structure was copied. */
export function CopiedLawNote({ t, start }: { t: Translator; start: CopiedStart | "missing" | null }) {
  if (start === null) return null;
  return (
    <div className="wrap">
      {start === "missing" ? (
        <Note kind="warn">{t("profiles.copyLaw.missing")}</Note>
      ) : (
        <Note>
          {t.rich("editor.records.copy.copied", {
            title: () => <bdi key="title">{start.title}</bdi>,
            country: start.country,
          })}
        </Note>
      )}
    </div>
  );
}

/** In the form without scripts: the link to the page that chooses a law to copy. The editor has a dialog instead. */
export function CopyLawLink({ t, locale, slug }: { t: Translator; locale: Locale; slug: string }) {
  const href = withQuery(localePath(locale, COPY_LAW_PATH), { to: slug });
  return (
    <p className="small">
      <a href={href}>{t("editor.records.copy.open")}</a>
    </p>
  );
}

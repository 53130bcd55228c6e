import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { RevisionLine, Tag } from "@/lib/pages/model";
import { AuthorName } from "./author";

const WORDS: Partial<Record<Tag, "undo" | "again">> = { undo: "undo", edit: "again" };

/** What a revision reverted or sends again, who wrote the removed text, and who wrote the restored one. */
export function TakenBackText({ t, locale, line }: { t: Translator; locale: Locale; line: RevisionLine }) {
  if (!line.takenBack) return null;
  const { source, run } = line.takenBack;
  const { number } = source;
  return (
    <span className="dim">
      {" "}
      {run ? (
        <>
          {run.first === run.last
            ? t("past.takenBack.undo", { number: run.last })
            : t("past.takenBack.run", { first: run.first, last: run.last })}{" "}
          (
          <AuthorName t={t} locale={locale} author={run.author} />){" "}
        </>
      ) : null}
      {t(`past.takenBack.${WORDS[line.tag] ?? "to"}`, { number })} (
      <AuthorName t={t} locale={locale} author={source.author} />)
    </span>
  );
}

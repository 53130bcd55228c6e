import { Words } from "@/components/content/words";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Finding } from "@/lib/legal/reading/model";
import { inWordsOf } from "@/lib/revisions/records/wordings";

/** Shows the comment of an assessment in a list of countries, with a mark if it is machine-translated. */
export function FindingComment(props: { t: Translator; locale: Locale; finding: Finding }) {
  const { t, locale, finding } = props;
  const read = inWordsOf(finding, locale, finding.written);
  const isByMachine = read.wording?.kind === "machine" && read.names.includes("comment");
  return (
    <>
      <Words of={read} field="comment" t={t} locale={locale} />{" "}
      {isByMachine ? <Tag kind="warn">{t("revisions.options.translationKind.machine")}</Tag> : null}
    </>
  );
}

import { Day } from "@/components/time";
import { More } from "@/components/ui/more";
import { message } from "@/lib/i18n/translator";
import { langOfField } from "@/lib/revisions/records/wordings";
import { fieldLabelKey } from "@/lib/revisions/records-fields";
import type { OneRecord } from "./record-parts";
import { titleOf } from "./record-title";
import { worded } from "./worded";

/** When a record was valid, and its note; links to its history and to watch it are folded. */
export function Provenance({ record, original, names, t, locale, lang, kind, historyOf, aside }: OneRecord) {
  const { note, asOf } = record;
  if (!note && !asOf && !historyOf) return null;
  const label = (name: string) => message(t, fieldLabelKey(kind.key, { name, type: "text", isShared: true }));
  return (
    <div className="meta">
      {note ? (
        <span lang={langOfField({ names, lang }, "note")} dir="auto">
          {worded(String(note), t, locale)}
        </span>
      ) : null}
      {asOf ? (
        <span>
          {label("asOf")} <Day day={String(asOf)} locale={locale} />
        </span>
      ) : null}
      {historyOf ? (
        <More t={t} of={titleOf(kind, record, t, locale)}>
          <a href={historyOf(record.id)}>{t("revisions.record.history")}</a>
          {aside?.(original)}
        </More>
      ) : null}
    </div>
  );
}

import { Words } from "@/components/content/words";
import { Day } from "@/components/time";
import { Fact } from "@/components/ui/fact";
import { Tag } from "@/components/ui/tag";
import { dayOf } from "@/lib/core/moments";
import type { Locale } from "@/lib/i18n/locales";
import { localeOf, type Translator } from "@/lib/i18n/translator";
import type { MappingRecord } from "@/lib/profiles/kinds/mappings";
import type { Worded } from "@/lib/revisions/records/wordings";

/** Shows the facts of a finding: thresholds, legal persons, dual criminality, and that no source was found. */
export function FindingFacts({ t, read }: { t: Translator; read: Worded<MappingRecord> | null }) {
  if (!read) return null;
  const { legalPersons, sourceState } = read.record;
  return (
    <>
      {(["thresholds", "dualCriminality"] as const).map((field) =>
        read.record[field] ? (
          <p key={field} className="small">
            {t(`revisions.fields.mappings.${field}`)}{" "}
            <Words of={read} field={field} t={t} locale={localeOf(t)} />
          </p>
        ) : null,
      )}
      {legalPersons === "unknown" ? null : (
        <p className="small">
          {t("revisions.fields.mappings.legalPersons")} <Fact value={legalPersons} t={t} />
        </p>
      )}
      {sourceState === "none_found" ? (
        <p>
          <Tag>{t("revisions.options.sourceState.none_found")}</Tag>
        </p>
      ) : null}
    </>
  );
}

/** Shows the last day of a declaration, and whether it has passed. Draws nothing if there is no last day. */
export function Ended({ t, locale, day }: { t: Translator; locale: Locale; day: string | null }) {
  if (!day) return null;
  const hasEnded = day < dayOf(new Date()).slice(0, day.length);
  return (
    <>
      {" "}
      {hasEnded ? <Tag kind="bad">{t("law.declarations.ended")}</Tag> : null}{" "}
      <span className="tiny dim">
        {t.rich("law.force.until", { day: () => <Day day={day} locale={locale} /> })}
      </span>{" "}
    </>
  );
}

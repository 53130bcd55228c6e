import { worded } from "@/components/content/worded";
import { Day } from "@/components/time";
import { Fact } from "@/components/ui/fact";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import { localeOf, type Translator } from "@/lib/i18n/translator";
import { dayOf } from "@/lib/legal/force/model";
import type { MappingRecord } from "@/lib/profiles/kinds/mappings";

/** What a finding says besides its mark: thresholds, legal persons, dual criminality, and that no source was found. */
export function FindingFacts({ t, finding }: { t: Translator; finding: MappingRecord | null }) {
  if (!finding) return null;
  const { thresholds, legalPersons, dualCriminality, sourceState } = finding;
  return (
    <>
      {(Object.entries({ thresholds, dualCriminality }) as ["thresholds", string | null][]).map(
        ([name, value]) =>
          value ? (
            <p key={name} className="small">
              {t(`revisions.fields.mappings.${name}`)} <bdi>{worded(value, t, localeOf(t))}</bdi>
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

/** By when a declaration holds no more, and that this day has passed; nothing of one without an end. */
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

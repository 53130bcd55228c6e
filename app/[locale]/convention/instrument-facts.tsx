import type { ReactNode } from "react";
import { SafeLink } from "@/components/content/inline";
import { Day, dayText } from "@/components/time";
import { FactList, type Pair } from "@/components/ui/box";
import { Tag } from "@/components/ui/tag";
import type { InstrumentFacts, Known } from "@/lib/convention/model";
import { languageNames } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  facts: InstrumentFacts;
}

/** Facts about an instrument: adoption, entry into force, depositary, languages, and where the binding text is. */
export function InstrumentFactList({ t, locale, facts }: Props) {
  const { series, adopted, opened, place, inForce, depositary, languages, officialUrl, asOf } = facts;
  const pair = <T,>(term: string, fact: Known<T> | null, draw: (value: T) => ReactNode): Pair[] =>
    fact
      ? [
          {
            term,
            value: (
              <>
                {draw(fact.value)}{" "}
                {fact.isSourced ? null : (
                  <Tag kind="warn">{t("revisions.options.confidence.unverified")}</Tag>
                )}
              </>
            ),
          },
        ]
      : [];
  const day = (value: string) => <Day day={value} locale={locale} />;
  const dayAt = (value: string) =>
    place
      ? t.rich("law.facts.dayAt", {
          day: () => day(value),
          place: message(t, `law.facts.places.${place}`),
        })
      : day(value);
  return (
    <FactList
      facts={[
        ...(series ? [{ term: t("law.facts.series"), value: <bdi dir="ltr">{series}</bdi> }] : []),
        ...pair(t("law.facts.adopted"), adopted, opened ? day : dayAt),
        ...pair(t("law.facts.opened"), opened, dayAt),
        ...pair(t("law.facts.inForce"), inForce, (value) =>
          value ? day(value) : t("law.facts.notInForce", { day: dayText(asOf, locale, true) }),
        ),
        ...pair(t("law.facts.depositary"), depositary, (value) => t(`law.facts.depositaries.${value}`)),
        ...pair(t("law.facts.languages"), languages, (value) => languageNames(value, locale)),
        ...pair(t("law.facts.text"), officialUrl, (value) => (
          <SafeLink
            href={value}
            locale={locale}
            text={<bdi dir="ltr">{new URL(value).hostname.replace(/^www\./, "")}</bdi>}
          />
        )),
      ]}
    />
  );
}

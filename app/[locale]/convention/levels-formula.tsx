import { SectionHead } from "@/components/ui/heading";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { LARGELY_FROM, LEVEL_GROUP_NAMES, LEVEL_GROUPS, PARTIALLY_FROM, WEIGHTS } from "@/lib/legal/model";
import { COVERAGES } from "@/lib/profiles/kinds/mappings";

/** How levels are computed, from the same figures that compute them. */
export function LevelsFormula({ t, locale }: { t: Translator; locale: Locale }) {
  const f = formatter(locale);
  const percent = (share: number) => f.number(share, { style: "percent" });
  return (
    <section aria-labelledby="levels" className="stack g3">
      <SectionHead id="levels">{t("law.levels.title")}</SectionHead>
      <p>{t("law.levels.intro")}</p>
      <ul>
        {COVERAGES.map((coverage) => (
          <li key={coverage}>
            {t(WEIGHTS[coverage] === null ? "law.levels.uncounted" : "law.levels.weight", {
              coverage: t(`revisions.options.coverage.${coverage}`),
              weight: f.number(WEIGHTS[coverage] ?? 0),
            })}
          </li>
        ))}
      </ul>
      <p>{t("law.levels.rule", { largely: percent(LARGELY_FROM), partially: percent(PARTIALLY_FROM) })}</p>
      <ul>
        {LEVEL_GROUP_NAMES.map((group) => {
          const articles: readonly number[] = LEVEL_GROUPS[group];
          return (
            <li key={group}>
              {t("law.levels.group", {
                group: t(`law.group.${group}`),
                count: articles.length,
                first: articles[0] ?? 0,
                last: articles.at(-1) ?? 0,
              })}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

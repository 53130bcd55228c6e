import { PLACES } from "@/components/shell/places";
import { Day } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { SectionHead } from "@/components/ui/heading";
import { languageNames } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { materialPath } from "@/lib/training/model";
import type { LatestMaterial } from "@/lib/training/queries/model";
import { wordOf } from "@/lib/training/words/model";

/** The newest training materials on the front page. */
export function LatestMaterials(props: {
  t: Translator;
  locale: Locale;
  materials: readonly LatestMaterial[];
}) {
  const { t, locale, materials } = props;
  return (
    <section aria-labelledby="latest-materials">
      <SectionHead
        id="latest-materials"
        aside={<a href={localePath(locale, PLACES.training)}>{t("home.materials.more")}</a>}
      >
        {t("home.materials.title")}
      </SectionHead>
      {materials.length > 0 ? (
        <ul className="list">
          {materials.map((material) => (
            <li key={material.slug}>
              <a href={localePath(locale, materialPath(material.slug))} lang={material.language}>
                <bdi>{material.title}</bdi>
              </a>
              <p className="meta">
                <span>{wordOf(t, "kind", material.kind)}</span>
                {material.languages.length > 0 ? (
                  <span>{languageNames(material.languages, locale)}</span>
                ) : null}
                <Day day={material.at.toISOString().slice(0, 10)} locale={locale} isLong />
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <Empty>{t("home.materials.nothing")}</Empty>
      )}
    </section>
  );
}

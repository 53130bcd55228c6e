import { articlePlace } from "@/components/legal/article-name";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { Checkbox, type Option } from "@/components/ui/field";
import { PickMany, pickedOf } from "@/components/ui/pick";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  articleWord,
  type CompareQuery,
  type Comparison,
  MAX_COMPARED,
  readArticles,
} from "@/lib/legal/compare/model";
import { LEVEL_GROUP_NAMES, LEVEL_GROUPS } from "@/lib/legal/model";
import { ARTICLE_REFS } from "@/lib/vocabulary/article-numbers";
import { isReference } from "@/lib/vocabulary/references";

/** What the form shows, and the page with it. */
export interface FormProps {
  t: Translator;
  locale: Locale;
  query: CompareQuery;
  comparison: Comparison;
  /** As written in the address and in the form. */
  articles: string;
  /** Every country and area by name, to be added. */
  choices: readonly Option[];
}

/** Chooses countries and articles, each as chips with a search. The articles are folded once there is a comparison. */
export function CompareForm({ t, locale, query, comparison, articles, choices }: FormProps) {
  const chosen = comparison.countries.map(({ slug }) => slug);
  return (
    <form className="filters" action={localePath(locale, PLACES.compare)}>
      <PickMany
        name="countries"
        label={t("law.compare.countries")}
        hint={t("law.compare.countriesHint", { max: MAX_COMPARED })}
        add={t("law.compare.add")}
        names="country"
        {...pickedOf(choices, chosen)}
      />
      <details className="f" open={chosen.length === 0}>
        <summary>{t("law.compare.chosenArticles", { articles: readArticles(articles).length })}</summary>
        <PickMany
          name="articles"
          label={t("law.compare.articles")}
          hint={t("law.compare.articlesHint")}
          add={t("common.pick.article")}
          {...pickedOf(articleChoices(t), readArticles(articles).filter(isReference).map(articleWord))}
        />
      </details>
      <Checkbox
        name="differences"
        value="1"
        label={t("law.compare.differences")}
        defaultChecked={query.differences === "1"}
      />
      <Button kind="pri">{t("law.compare.go")}</Button>
    </form>
  );
}

/** Lists the choices: groups of articles, then each article, of the Convention and of its Protocols. */
function articleChoices(t: Translator) {
  const groups = LEVEL_GROUP_NAMES.map((group): readonly [typeof group, readonly number[]] => [
    group,
    LEVEL_GROUPS[group],
  ]).filter(([, numbers]) => numbers.length > 1);
  return [
    ...groups.map(([group, numbers]) => {
      const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
      const label = t("law.levels.group", {
        group: t(`law.group.${group}`),
        count: numbers.length,
        first,
        last,
      });
      return { value: `${first}-${last}`, label };
    }),
    ...ARTICLE_REFS.map((ref) => ref.replace(":", "-"))
      .filter(isReference)
      .map((id) => ({ value: articleWord(id), label: articlePlace(t, id) })),
  ];
}

import { categoryHref, topicHref } from "@/components/discussions/addresses";
import { inLanguage } from "@/components/in-language";
import { Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icon";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { TopicArea } from "@/lib/discussions/areas/model";
import { type Category, wordsOf } from "@/lib/discussions/categories/model";
import type { TopicLine } from "@/lib/discussions/queries/model";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";

export interface CategoriesProps {
  t: Translator;
  locale: Locale;
  area: TopicArea;
  categories: readonly Category[];
  /** Visible topics, by category. */
  counts: ReadonlyMap<string, number>;
  /** The topic with the newest reply, by category. */
  newest: ReadonlyMap<string, TopicLine>;
}

/** The categories of topics, each with its number of topics and the newest one. */
export function CategoriesTable(props: CategoriesProps) {
  const { t, locale, area, categories, counts, newest } = props;
  if (categories.length === 0) return <Empty>{t("discussions.categories.empty")}</Empty>;
  const labels = { topics: t("discussions.categories.topics"), latest: t("discussions.categories.latest") };
  return (
    <CardTable className="categories">
      <TableHead
        columns={[
          t(`discussions.categories.one.${area}`),
          { label: labels.topics, className: "r" },
          labels.latest,
        ]}
      />
      <tbody>
        {categories.map((category) => (
          <tr key={category.id}>
            <CategoryCell t={t} locale={locale} category={category} />
            <td data-l={labels.topics} className="r">
              {formatter(locale).number(counts.get(category.id) ?? 0)}
            </td>
            <td data-l={labels.latest}>
              <Newest t={t} locale={locale} topic={newest.get(category.id)} />
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

function CategoryCell({
  t,
  locale,
  category,
}: Pick<CategoriesProps, "t" | "locale"> & { category: Category }) {
  const { name, description, language } = wordsOf(category, locale);
  return (
    <th scope="row">
      <Icon name={category.icon} />{" "}
      <a href={categoryHref(locale, category)} {...inLanguage({ language }, locale)}>
        {name}
      </a>{" "}
      {category.isClosed ? <Tag icon="lock">{t("discussions.categories.closed")}</Tag> : null}
      <p className="small dim" {...inLanguage({ language }, locale)}>
        {description}
      </p>
    </th>
  );
}

function Newest({
  t,
  locale,
  topic,
}: Pick<CategoriesProps, "t" | "locale"> & { topic: TopicLine | undefined }) {
  if (!topic) return <span className="dim">{t("discussions.categories.none")}</span>;
  return (
    <span>
      <a href={topicHref(locale, topic)} {...inLanguage(topic, locale)}>
        {topic.title}
      </a>
      <br />
      <span className="tiny dim">
        <Time at={topic.activeAt} locale={locale} />
      </span>
    </span>
  );
}

import { categoryHref } from "@/components/discussions/addresses";
import { PostForm } from "@/components/post-form";
import { Button, IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { type Category, wordsOf } from "@/lib/discussions";
import type { TopicArea } from "@/lib/discussions/areas/model";
import { countryName } from "@/lib/i18n/country-names";
import { languageNames } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { ADMIN_PLACES } from "../admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
}

/** Lists the categories of an area in their order, with buttons to move and to close each. */
export function CategoriesTable(
  props: Props & { area: TopicArea; categories: readonly Category[]; counts: ReadonlyMap<string, number> },
) {
  const { t, locale, area, categories, counts } = props;
  return (
    <CardTable caption={<span className="vh">{t(`discussions.categories.title.${area}`)}</span>}>
      <TableHead
        columns={[
          t("discussions.admin.category"),
          t("discussions.admin.audience"),
          t("discussions.admin.language"),
          t("discussions.admin.openers"),
          t("discussions.admin.repliers"),
          { label: t("discussions.admin.topics"), className: "r" },
          { label: t("discussions.admin.order"), isUnseen: true },
          { label: t("discussions.admin.actions"), isUnseen: true },
        ]}
      />
      <tbody>
        {categories.map((category, index) => (
          <CategoryRow
            key={category.id}
            {...{ t, locale, category }}
            count={counts.get(category.id) ?? 0}
            isFirst={index === 0}
            isLast={index === categories.length - 1}
          />
        ))}
      </tbody>
    </CardTable>
  );
}

type RowProps = Props & { category: Category };

function CategoryRow(props: RowProps & { count: number; isFirst: boolean; isLast: boolean }) {
  const { t, locale, category, count, isFirst, isLast } = props;
  const { slug, icon, language, audience, country, openers, repliers, isClosed } = category;
  const words = wordsOf(category, locale);
  return (
    <tr>
      <th scope="row" id={`of-${slug}`}>
        <span className="row tight">
          <Icon name={icon} />
          <span className="details">
            <bdi lang={words.language}>{words.name}</bdi>{" "}
            {isClosed ? <Tag kind="warn">{t("discussions.admin.isClosed")}</Tag> : null}
          </span>
        </span>
        <a className="tiny details" href={categoryHref(locale, category)}>
          <bdi dir="ltr">{categoryHref(locale, category)}</bdi>
        </a>
      </th>
      <td data-l={t("discussions.admin.audience")}>
        {t(`discussions.admin.audiences.${audience}`)}
        {country ? <> ({countryName(country, locale)})</> : null}
      </td>
      <td data-l={t("discussions.admin.language")}>
        {language ? languageNames([language], locale) : t("discussions.admin.anyLanguage")}
      </td>
      <td data-l={t("discussions.admin.openers")}>{t(`discussions.admin.writers.${openers}`)}</td>
      <td data-l={t("discussions.admin.repliers")}>{t(`discussions.admin.writers.${repliers}`)}</td>
      <td className="r num" data-l={t("discussions.admin.topics")}>
        {formatter(locale).number(count)}
      </td>
      <td data-l={t("discussions.admin.order")}>
        <div className="row tight end">
          {isFirst ? null : <Move {...props} by="up" />}
          {isLast ? null : <Move {...props} by="down" />}
        </div>
      </td>
      <td data-l={t("discussions.admin.actions")}>
        <div className="row">
          <a href={localePath(locale, `${ADMIN_PLACES.categories}/${slug}`)} aria-describedby={`of-${slug}`}>
            {t("discussions.admin.changeIt")}
          </a>
          <Close {...props} />
        </div>
      </td>
    </tr>
  );
}

function Move({ t, locale, category, by }: RowProps & { by: "up" | "down" }) {
  return (
    <PostForm
      t={t}
      name="move"
      action={localePath(locale, ADMIN_PLACES.categories)}
      hidden={{ slug: category.slug, by }}
      className=""
    >
      <IconButton
        type="submit"
        icon={by}
        label={t(`discussions.admin.move.${by}`, { name: wordsOf(category, locale).name })}
      />
    </PostForm>
  );
}

function Close({ t, locale, category: { slug, isClosed } }: RowProps) {
  return (
    <PostForm
      t={t}
      name="close"
      action={localePath(locale, ADMIN_PLACES.categories)}
      hidden={{ slug, isClosed: isClosed ? "" : "on" }}
      className=""
    >
      <Button size="sm" aria-describedby={`of-${slug}`}>
        {t(isClosed ? "discussions.admin.reopen" : "discussions.admin.close")}
      </Button>
    </PostForm>
  );
}

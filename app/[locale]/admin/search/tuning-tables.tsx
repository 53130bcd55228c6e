import { PostForm } from "@/components/post-form";
import { searchHref } from "@/components/search/addresses";
import { Day, Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { CardTable, TableHead } from "@/components/ui/table";
import { LOCALE_NAMES, type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { Miss, SynonymGroup } from "@/lib/search";
import { ADMIN_PLACES } from "../admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
}

/** The groups of synonyms, each with a button to remove it. */
export function SynonymsTable({ t, locale, groups }: Props & { groups: readonly SynonymGroup[] }) {
  if (groups.length === 0) return <Empty>{t("admin.search.noSynonyms")}</Empty>;
  return (
    <CardTable caption={<span className="vh">{t("admin.search.synonyms")}</span>}>
      <TableHead
        columns={[
          t("admin.search.phrases"),
          t("admin.search.added"),
          { label: t("admin.jobs.actions"), isUnseen: true },
        ]}
      />
      <tbody>
        {groups.map((group) => (
          <tr key={group.id}>
            <th scope="row">
              <Phrases phrases={group.phrases} />
            </th>
            <td data-l={t("admin.search.added")}>
              <Time at={group.createdAt} locale={locale} isDayOnly />
            </td>
            <td>
              <PostForm
                t={t}
                name="remove"
                action={localePath(locale, ADMIN_PLACES.search)}
                className="row"
                hidden={{ synonymId: group.id }}
              >
                <Button size="sm" kind="bad">
                  {t("admin.search.remove")}
                  <span className="vh"> {group.phrases[0]}</span>
                </Button>
              </PostForm>
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

/** Phrases of several languages and writing directions in one line. */
function Phrases({ phrases }: { phrases: readonly string[] }) {
  return phrases.map((phrase, n) => (
    <span key={phrase}>
      {n > 0 ? " · " : null}
      <bdi>{phrase}</bdi>
    </span>
  ));
}

/** Searches without results, most frequent first, each with a link to try it. */
export function MissesTable({ t, locale, misses }: Props & { misses: readonly Miss[] }) {
  const f = formatter(locale);
  if (misses.length === 0) return <Empty>{t("admin.search.noMisses")}</Empty>;
  return (
    <CardTable caption={<span className="vh">{t("admin.search.misses")}</span>}>
      <TableHead
        columns={[
          t("admin.search.asked"),
          t("admin.search.language"),
          { label: t("admin.search.times"), className: "r" },
          t("admin.search.last"),
        ]}
      />
      <tbody>
        {misses.map((miss) => (
          <tr key={`${miss.locale} ${miss.query}`}>
            <th scope="row">
              <a href={searchHref(locale, "/search", { q: miss.query })}>
                <bdi>{miss.query}</bdi>
              </a>
            </th>
            <td data-l={t("admin.search.language")}>{LOCALE_NAMES[miss.locale as Locale] ?? miss.locale}</td>
            <td className="r num" data-l={t("admin.search.times")}>
              {f.number(miss.count)}
            </td>
            <td data-l={t("admin.search.last")}>
              <Day day={miss.last} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

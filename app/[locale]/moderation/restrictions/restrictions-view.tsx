import type { ReactNode } from "react";
import { Pager } from "@/components/pager";
import { sectionTitle } from "@/components/profiles/section-title";
import { purgedText } from "@/components/purged-text";
import { AuthorName } from "@/components/revisions/author";
import { Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { SectionHead } from "@/components/ui/heading";
import { CardTable } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import { languageName } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { HiddenRevision, ProtectedSection, RestrictionsQuery } from "@/lib/pages/moderation/model";
import type { SectionKey } from "@/lib/profiles/model";

interface Props<Row> {
  t: Translator;
  locale: Locale;
  path: string;
  query: RestrictionsQuery;
  rows: readonly Row[];
  total: number;
  pages: number;
}

/** A section of a profile; for a translation with its language. */
interface Place {
  slug: string;
  names: Readonly<Record<Locale, string>>;
  section: SectionKey;
  language: string | null;
}

/** A page of one text. `part`: for a post, its text or its details. */
interface TextPlace {
  slug: string;
  title: string;
  part: "body" | "details" | "description" | "page" | "message";
}

type ProtectedRow = ProtectedSection & Place;
/** `folder`: the path below /moderation for hiding and showing a revision. */
type HiddenRow = HiddenRevision & { of: string; folder: string } & (Place | TextPlace);

function placeName(t: Translator, locale: Locale, { names, section, language }: Place): string {
  const part = sectionTitle(t, section);
  const name = language === null ? part : `${part} (${languageName(language, locale)})`;
  return t("moderation.restrictions.place", { country: names[locale], section: name });
}

/** The protected sections, with the level and the end of the protection. */
export function ProtectedTable(props: Props<ProtectedRow>) {
  const { t, locale, rows } = props;
  const labels = {
    level: t("profiles.protect.level"),
    until: t("moderation.restrictions.until"),
    ...whyLabels(t),
  };
  return (
    <List {...props} name="protected" labels={labels} first={t("moderation.restrictions.section")}>
      {rows.map((row) => (
        <tr key={`${row.slug} ${row.section} ${row.language}`}>
          <th scope="row">
            <a href={localePath(locale, `/moderation/sections/${row.slug}/${row.section}`)}>
              {placeName(t, locale, row)}
            </a>
          </th>
          <td data-l={labels.level}>{t(`profiles.protect.is.${row.level}`)}</td>
          <td data-l={labels.until}>
            {row.until ? (
              <Time at={row.until} locale={locale} isDayOnly />
            ) : (
              t("moderation.restrictions.noEnd")
            )}
          </td>
          <Why t={t} locale={locale} row={row} />
        </tr>
      ))}
    </List>
  );
}

function textName(t: Translator, { title, part }: TextPlace): string {
  return t("moderation.restrictions.place", {
    country: title,
    section: t(`moderation.restrictions.part.${part}`),
  });
}

/** The hidden parts of revisions, with the reason. */
export function HiddenTable(props: Props<HiddenRow>) {
  const { t, locale, rows } = props;
  const labels = {
    what: t("moderation.restrictions.what"),
    ...whyLabels(t),
  };
  return (
    <List {...props} name="hidden" labels={labels} first={t("moderation.restrictions.revision")}>
      {rows.map((row) => (
        <tr key={`${row.of} ${row.slug} ${row.number}`}>
          <th scope="row">
            <a href={localePath(locale, `/moderation/${row.folder}/${row.slug}/${row.number}`)}>
              {t("moderation.restrictions.numbered", {
                number: row.number,
                place: "names" in row ? placeName(t, locale, row) : textName(t, row),
              })}
            </a>
          </th>
          <td data-l={labels.what}>
            {purgedText(t, row.purgedFor) ??
              listText(
                [
                  ...(row.isTextHidden ? [t("moderation.restrictions.text")] : []),
                  ...(row.isSummaryHidden ? [t("moderation.restrictions.summary")] : []),
                  ...(row.hiddenAuthor ? [t("moderation.restrictions.author")] : []),
                ],
                locale,
              )}
            {row.hiddenAuthor ? (
              <>
                {" ("}
                <AuthorName t={t} locale={locale} author={row.hiddenAuthor} />)
              </>
            ) : null}
          </td>
          <Why t={t} locale={locale} row={row} />
        </tr>
      ))}
    </List>
  );
}

function List<Row>(
  props: Props<Row> & {
    name: "protected" | "hidden";
    first: string;
    labels: Record<string, string>;
    children: ReactNode;
  },
) {
  const { t, name, path, query, total, pages, first, labels, children } = props;
  const key = `${name}Page` as const;
  const at = query[key];
  const place = (page: number) => `${withQuery(path, { ...query, [key]: page })}#${name}`;
  return (
    <section className="stack" aria-labelledby={name}>
      <SectionHead id={name}>{t(`moderation.restrictions.${name}`)}</SectionHead>
      <p className="small">{t(`moderation.restrictions.${name}Count`, { count: total })}</p>
      {total === 0 ? null : props.rows.length === 0 ? (
        <Empty>{t("moderation.restrictions.pastEnd")}</Empty>
      ) : (
        <CardTable caption={<span className="vh">{t(`moderation.restrictions.${name}`)}</span>}>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {Object.values(labels).map((label) => (
                <th scope="col" key={label}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </CardTable>
      )}
      <Pager
        t={t}
        label={t(`moderation.restrictions.${name}Pages`)}
        previous={at > 1 ? place(Math.min(at - 1, pages)) : null}
        next={at < pages ? place(at + 1) : null}
      />
    </section>
  );
}

const whyLabels = (t: Translator) => ({
  reason: t("moderation.restrictions.reason"),
  by: t("moderation.restrictions.by"),
});

/** The last cells of both tables: why, by whom and when. */
function Why({
  t,
  locale,
  row: { reason, byName, at },
}: {
  t: Translator;
  locale: Locale;
  row: Pick<ProtectedSection, "reason" | "byName" | "at">;
}) {
  const labels = whyLabels(t);
  return (
    <>
      <td data-l={labels.reason}>
        <bdi>{reason}</bdi>
      </td>
      <td data-l={labels.by}>
        <bdi>{byName ?? t("common.formerMember")}</bdi>
        {at ? (
          <>
            <br />
            <span className="tiny dim">
              <Time at={at} locale={locale} />
            </span>
          </>
        ) : null}
      </td>
    </>
  );
}

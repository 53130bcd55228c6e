import { profileHref } from "@/components/profiles/addresses";
import { AuthorName } from "@/components/revisions/author";
import { RevisionMark } from "@/components/revisions/revision-tag";
import { summaryText } from "@/components/revisions/summary-text";
import { Time } from "@/components/time";
import { CardTable } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { ChangeLine } from "@/lib/profiles/reading/model";
import { sectionTitle } from "./section-title";

interface Props {
  t: Translator;
  locale: Locale;
  changes: readonly ChangeLine[];
  caption: string;
  /** Without the columns for section and size, for excerpts. */
  isShort?: boolean;
}

/** Published changes of all profiles, newest first, each leading to what it changed. */
export function ChangesTable({ t, locale, changes, caption, isShort = false }: Props) {
  const f = formatter(locale);
  return (
    <CardTable caption={isShort ? <span className="vh">{caption}</span> : caption}>
      <thead>
        <tr>
          <th scope="col">{t("profiles.directory.country")}</th>
          {isShort ? null : <th scope="col">{t("profiles.section.label")}</th>}
          <th scope="col">{t("profiles.changes.change")}</th>
          <th scope="col">{t("past.history.by")}</th>
          <th scope="col">{t("profiles.changes.when")}</th>
          {isShort ? null : (
            <th scope="col" className="r">
              {t("past.history.size")}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.id} data-revision={isShort ? undefined : change.id}>
            <th scope="row">
              <a href={profileHref(locale, change.slug)}>{change.names[locale]}</a>
            </th>
            {isShort ? null : (
              <td data-l={t("profiles.section.label")}>
                <a href={profileHref(locale, change.slug, `#${change.section}`)}>
                  {sectionTitle(t, change.section)}
                </a>
              </td>
            )}
            <td data-l={t("profiles.changes.change")} data-summary="">
              <a href={changeHref(locale, change)}>
                <bdi>{summaryText(t, change)}</bdi>
              </a>{" "}
              <RevisionMark t={t} line={change} />
            </td>
            <td data-l={t("past.history.by")}>
              <AuthorName t={t} locale={locale} author={change.author} />
            </td>
            <td data-l={t("profiles.changes.when")} className="num">
              <Time at={change.createdAt} locale={locale} isDayOnly={isShort} />
            </td>
            {isShort ? null : (
              <td data-l={t("past.history.size")} className="r">
                {f.number(change.sizeChange, { signDisplay: "exceptZero" })}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

/** Returns the address that compares a revision with the one before it; for a merged one, the merged result. */
export function changeHref(
  locale: Locale,
  change: Pick<ChangeLine, "slug" | "number" | "previous" | "mergedInto">,
): string {
  const { slug, number, previous, mergedInto } = change;
  if (mergedInto !== null) return profileHref(locale, slug, `/revisions/${mergedInto}`);
  return withQuery(profileHref(locale, slug, "/diff"), { from: previous, to: number });
}

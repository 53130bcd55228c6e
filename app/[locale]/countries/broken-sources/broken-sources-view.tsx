import { profileHref } from "@/components/profiles/addresses";
import { Day, dayText } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Source {
  slug: string;
  names: Readonly<Record<Locale, string>>;
  title: string;
  url: string;
  since: string;
}

/** Lists sources that do not respond, each with a link for correcting it. */
export function BrokenSourcesView(props: {
  t: Translator;
  locale: Locale;
  sources: readonly Source[];
  asOf: Date;
}) {
  const { t, locale, sources, asOf } = props;
  const day = dayText(asOf.toISOString().slice(0, 10), locale, true);
  return (
    <>
      <PageHead title={t("freshness.broken.title")} sub={t("freshness.broken.sub")} />
      <div className="wrap body stack g5">
        <p className="small dim">{t("freshness.broken.asOf", { day })}</p>
        {sources.length === 0 ? (
          <Empty>{t("freshness.broken.nothing")}</Empty>
        ) : (
          <CardTable caption={<span className="vh">{t("freshness.broken.title")}</span>}>
            <TableHead
              columns={[
                t("freshness.broken.source"),
                t("freshness.broken.country"),
                t("freshness.broken.since"),
                t("freshness.broken.edit"),
              ]}
            />
            <tbody>
              {sources.map(({ slug, names, title, url, since }) => (
                <tr key={`${slug} ${url} ${title}`}>
                  <th scope="row">
                    <bdi>{title}</bdi>
                    <br />
                    <bdi className="tiny dim">{url}</bdi>
                  </th>
                  <td data-l={t("freshness.broken.country")}>
                    <a href={`${profileHref(locale, slug)}#sources`}>{names[locale]}</a>
                  </td>
                  <td data-l={t("freshness.broken.since")} className="num">
                    <Day day={since} locale={locale} />
                  </td>
                  <td data-l={t("freshness.broken.edit")}>
                    <a href={profileHref(locale, slug, "/edit/sources")}>
                      {t("profiles.page.edit")} <span className="vh">{names[locale]}</span>
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </CardTable>
        )}
      </div>
    </>
  );
}

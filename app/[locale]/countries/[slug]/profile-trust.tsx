import { reportHref } from "@/components/profiles/addresses";
import { AuthorName } from "@/components/revisions/author";
import { Day, Time } from "@/components/time";
import { Icon } from "@/components/ui/icon";
import { dayOf } from "@/lib/core/moments";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ProfilePage, SectionState } from "@/lib/profiles/reading/model";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
}

/** Says first how far a profile can be trusted: who verified how much of it and when, and its last change. */
export function Trust({ t, locale, page }: Props) {
  const written = writtenOf(page);
  const [newest] = written;
  if (!newest) return null;
  return (
    <p className="meta">
      <Verified t={t} locale={locale} page={page} total={written.length} />
      <span>
        <LastChange t={t} locale={locale} which="newest" section={newest} />
      </span>
      <a href={reportHref(locale, page.head.slug)}>{t("reports.link")}</a>
    </p>
  );
}

/** Lists the written sections of a profile, the one changed last first. */
export function writtenOf(page: ProfilePage): SectionState[] {
  const written = Object.values(page.sections).filter((section) => !section.isEmpty);
  return written.sort((a, b) => b.revision.number - a.revision.number);
}

/** Says when and by whom a section was changed last: the newest of a profile, or the oldest. */
export function LastChange(props: {
  t: Translator;
  locale: Locale;
  which: "newest" | "oldest";
  section: SectionState;
}) {
  const { t, locale, which, section } = props;
  const { createdAt, author } = section.revision;
  return t.rich(`profiles.page.${which}`, {
    when: () => <Time at={createdAt} locale={locale} isDayOnly />,
    who: () => <AuthorName t={t} locale={locale} author={author} />,
  });
}

function Verified({ t, locale, page, total }: Props & { total: number }) {
  const verified = Object.values(page.freshness ?? {}).flatMap(({ verification }) => verification ?? []);
  const [latest] = [...verified].sort((a, b) => b.at.getTime() - a.at.getTime());
  if (!latest) return <span>{t("profiles.trust.none")}</span>;
  const unchanged = verified.filter(({ editsSince }) => editsSince === 0).length;
  return (
    <span className="marked">
      <Icon name="seal" />
      <span>
        {t.rich(`profiles.trust.${latest.by}`, {
          count: verified.length,
          total,
          when: () => <Day day={dayOf(latest.at)} locale={locale} />,
        })}{" "}
        {unchanged < verified.length
          ? t("profiles.trust.changed", { count: verified.length - unchanged })
          : null}
      </span>
    </span>
  );
}

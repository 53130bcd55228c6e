import { Time } from "@/components/time";
import { Section } from "@/components/ui/heading";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";

/** A report made at `/report`, as moderators see it. */
interface ReportLine {
  id: string;
  reference: string;
  path: string;
  ground: string;
  words: string;
  name: string | null;
  createdAt: Date;
  complaint: string | null;
}

/** For moderators, the reports of a thing that were made at `/report`. The address of their senders is not shown. */
export function ReportList(props: { t: Translator; locale: Locale; reports: readonly ReportLine[] }) {
  const { t, locale, reports } = props;
  if (reports.length === 0) return null;
  return (
    <Section id="public-reports" title={t("flags.public.listTitle")}>
      <p className="small">{t("flags.public.listWhat")}</p>
      <ul className="list">
        {reports.map((report) => (
          <li key={report.id}>
            <p className="as-typed">
              <Tag kind="bad">{message(t, `flags.ground.${report.ground}`)}</Tag> <bdi>{report.words}</bdi>
            </p>
            {report.complaint ? (
              <p className="as-typed">
                <Tag kind="warn">{t("flags.public.complainTitle")}</Tag> <bdi>{report.complaint}</bdi>
              </p>
            ) : null}
            <p className="meta">
              <span dir="ltr">{report.reference}</span>
              <bdi>{report.name ?? t("flags.public.noName")}</bdi>
              <bdi dir="ltr">{report.path}</bdi>
              <Time at={report.createdAt} locale={locale} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

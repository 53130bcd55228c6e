import type { ReactNode } from "react";
import { PersonLink } from "@/components/messages/message-list";
import { moderatedHref } from "@/components/shell/places";
import { Time } from "@/components/time";
import type { MessageReport } from "@/lib/direct-messages";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** A reported message as its recipient handed it over, with their reason. `children`: what can be done. */
export function ReportedMessage(props: {
  t: Translator;
  locale: Locale;
  report: MessageReport;
  children: ReactNode;
}) {
  const { t, locale, report, children } = props;
  const id = `report-${report.id}`;
  const name = report.from?.name ?? t("common.formerMember");
  return (
    <article className="stack narrow" aria-labelledby={id}>
      <h2 id={id}>{t("messages.reports.one", { name })}</h2>
      <p className="meta">
        <span>
          {t.rich("messages.reports.fromTo", {
            from: () => <PersonLink {...{ t, locale }} person={report.from} />,
            to: () => <PersonLink {...{ t, locale }} person={report.to} />,
          })}
        </span>
        <Time at={report.createdAt} locale={locale} />
      </p>
      <p className="as-typed" dir="auto">
        {report.text}
      </p>
      <div>
        <h3>{t("messages.reports.reason")}</h3>
        <p className="as-typed" dir="auto">
          {report.reason}
        </p>
      </div>
      {report.from ? (
        <p>
          <a href={localePath(locale, moderatedHref(report.from.handle))}>{t("messages.reports.suspend")}</a>
        </p>
      ) : null}
      {children}
    </article>
  );
}

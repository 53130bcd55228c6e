import { ATOM_TYPE } from "@/components/atom";
import { actionText, reasonText, thingText } from "@/components/moderation-log";
import { PLACES } from "@/components/shell/places";
import { dayText } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { scope } from "@/lib/core/versions";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { countLog, listLog } from "@/lib/public-log";
import { LEAST_NAMED, LOG_DAYS, LOG_PATH, type LogLine, type LogMonth } from "@/lib/public-log/model";
import { document } from "@/lib/web/pages/document";

/** Which moderation actions there were, without anybody's name: of the last days, and counted by month. */
export const GET = document({
  scopes: () => [scope.log],
  async render(_input, { locale, t }) {
    const [lines, months] = await Promise.all([listLog(), countLog()]);
    const title = t("flags.log.title");
    return {
      title,
      description: t("flags.log.sub"),
      crumbs: [{ label: title }],
      feeds: [{ href: localePath(locale, `${LOG_PATH}/feed.xml`), title }],
      body: (
        <>
          <PageHead
            title={title}
            sub={t("flags.log.sub")}
            actions={
              <>
                <ButtonLink href={localePath(locale, `${LOG_PATH}/feed.xml`)} type={ATOM_TYPE}>
                  {t("flags.log.feed")}
                </ButtonLink>
                <ButtonLink href={localePath(locale, `${LOG_PATH}/log.csv`)}>{t("flags.log.csv")}</ButtonLink>
              </>
            }
          />
          <div className="wrap body flush stack g6">
            <p className="narrow">
              {t("flags.log.what", { least: LEAST_NAMED })}{" "}
              <a href={localePath(locale, PLACES.charter)}>{t("shell.footer.charter")}</a>
            </p>
            <Months t={t} locale={locale} months={months} />
            <Lines t={t} locale={locale} lines={lines} />
          </div>
        </>
      ),
    };
  },
});

interface Props {
  t: Translator;
  locale: Locale;
}

function Months({ t, locale, months }: Props & { months: readonly LogMonth[] }) {
  const f = formatter(locale);
  if (months.length === 0) return null;
  return (
    <Section id="months" title={t("flags.log.months")}>
      <CardTable isNarrow>
        <TableHead
          columns={[
            t("flags.log.month"),
            t("flags.log.actionLabel"),
            { label: t("flags.log.count"), className: "r" },
          ]}
        />
        <tbody>
          {months.map(({ month, action, count }) => (
            <tr key={`${month}-${action}`}>
              <td className="num">{dayText(month, locale)}</td>
              <td>{actionText(t, action)}</td>
              <td className="r">
                {count === null ? t("flags.log.few", { least: LEAST_NAMED }) : f.number(count)}
              </td>
            </tr>
          ))}
        </tbody>
      </CardTable>
    </Section>
  );
}

function Lines({ t, locale, lines }: Props & { lines: readonly LogLine[] }) {
  const f = formatter(locale);
  const words = {
    day: t("flags.log.day"),
    action: t("flags.log.actionLabel"),
    kind: t("flags.queue.kind"),
    reason: t("flags.queue.code"),
    role: t("flags.log.by"),
    count: t("flags.log.count"),
  };
  return (
    <Section id="days" title={t("flags.log.days", { days: LOG_DAYS })}>
      {lines.length === 0 ? (
        <Empty>{t("flags.log.none")}</Empty>
      ) : (
        <CardTable>
          <TableHead
            columns={[
              words.day,
              words.action,
              words.kind,
              words.reason,
              words.role,
              { label: words.count, className: "r" },
            ]}
          />
          <tbody>
            {lines.map((line) => (
              <tr key={[line.day, line.action, line.kind, line.reason, line.role].join()}>
                <td data-l={words.day} className="num">
                  {dayText(line.day, locale)}
                </td>
                <td data-l={words.action}>{actionText(t, line.action)}</td>
                <td data-l={words.kind}>{thingText(t, line.kind)}</td>
                <td data-l={words.reason}>{reasonText(t, line)}</td>
                <td data-l={words.role}>{t(`flags.log.role.${line.role}`)}</td>
                <td data-l={words.count} className="r">
                  {f.number(line.count)}
                </td>
              </tr>
            ))}
          </tbody>
        </CardTable>
      )}
    </Section>
  );
}

import type { z } from "zod";
import { Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { type AlertLine, findHealth, type Health, healthLimits, listAlerts } from "@/lib/operation";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { figureOf, HEALTH_PARTS, type HealthPart } from "./figure";

interface Props {
  t: Translator;
  locale: Locale;
  health: Health;
}

/** The state of the site: each figure with its limit and what to do, lasting problems, and why saves failed. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, actor }) {
    const [health, alerts] = await Promise.all([findHealth(actor), listAlerts(actor)]);
    const title = t("admin.health.title");
    const shared = { t, locale, health };
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <AdminFrame t={t} locale={locale} place="health" title={title} sub={t("admin.health.sub")}>
          <Checked {...shared} />
          <FailedSaves {...shared} />
          <Alerts t={t} locale={locale} alerts={alerts} />
        </AdminFrame>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function Checked({ t, locale, health }: Props) {
  return (
    <CardTable caption={<span className="vh">{t("admin.health.table")}</span>}>
      <TableHead
        columns={[
          t("admin.health.what"),
          t("admin.health.state"),
          t("admin.health.figure"),
          t("admin.health.limitHead"),
          t("admin.health.todoHead"),
        ]}
      />
      <tbody>
        {HEALTH_PARTS.map((part) => (
          <tr key={part}>
            <th scope="row">{t(`admin.health.${part}`)}</th>
            <td data-l={t("admin.health.state")}>
              <Tag kind={health[part].level}>{t(`admin.health.level.${health[part].level}`)}</Tag>
            </td>
            <td data-l={t("admin.health.figure")}>{figureOf(t, locale, part, health)}</td>
            <td data-l={t("admin.health.limitHead")}>{limitOf(t, part)}</td>
            <td data-l={t("admin.health.todoHead")} className="small">
              {t(`admin.health.todo.${part}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

/** Returns the limit from which a part is a problem. */
function limitOf(t: Translator, part: HealthPart): string {
  const limits = healthLimits();
  switch (part) {
    case "queue":
      return t("admin.health.limit.late", { failed: limits["failed-jobs"], n: limits["late-jobs"] });
    case "mail":
      return t("admin.health.limit.count", { n: limits["failed-mails"] });
    case "search":
      return t("admin.health.limit.minutes", { n: limits["search-lag"] });
    case "scans":
      return t("admin.health.limit.minutes", { n: limits["scan-backlog"] });
    case "saves":
      return t("admin.health.limit.count", { n: limits["failed-saves"] });
    case "disk":
      return t("admin.health.limit.gigabytes", { n: limits["disk-gb"] });
    case "worker":
      return t("admin.health.limit.hours", { n: 6 });
    case "retention":
      return t("admin.health.limit.hours", { n: 24 });
    case "backup":
      return t("admin.health.limit.days", { n: 3 });
    case "restore":
      return t("admin.health.limit.days", { n: 30 });
    default:
      return t("admin.health.limit.any");
  }
}

function FailedSaves({ t, health }: Props) {
  const { causes } = health.saves;
  return (
    <Section id="failed-saves" title={t("admin.health.failedTitle")}>
      <p className="narrow">{t("admin.health.failedWhat")}</p>
      {causes.length === 0 ? (
        <Empty>{t("admin.health.noneFailed")}</Empty>
      ) : (
        <CardTable caption={<span className="vh">{t("admin.health.failedTitle")}</span>}>
          <TableHead
            columns={[t("admin.health.cause"), t("admin.health.lastHour"), t("admin.health.lastDay")]}
          />
          <tbody>
            {causes.map((one) => (
              <tr key={one.cause}>
                <th scope="row">
                  {t(`admin.health.causeIs.${one.cause}`)}{" "}
                  {one.isFault ? <Tag kind="bad">{t("admin.health.fault")}</Tag> : null}
                </th>
                <td data-l={t("admin.health.lastHour")}>{one.lastHour}</td>
                <td data-l={t("admin.health.lastDay")}>{one.lastDay}</td>
              </tr>
            ))}
          </tbody>
        </CardTable>
      )}
    </Section>
  );
}

function Alerts({ t, locale, alerts }: { t: Translator; locale: Locale; alerts: readonly AlertLine[] }) {
  return (
    <Section id="alerts" title={t("admin.health.alerts")}>
      {alerts.length === 0 ? (
        <Empty>{t("admin.health.noAlerts")}</Empty>
      ) : (
        <CardTable caption={<span className="vh">{t("admin.health.alerts")}</span>}>
          <TableHead columns={[t("admin.health.what"), t("admin.health.since"), t("admin.health.mailed")]} />
          <tbody>
            {alerts.map((alert) => (
              <tr key={alert.cause}>
                <th scope="row">{message(t, `admin.health.${alert.cause}`)}</th>
                <td data-l={t("admin.health.since")}>
                  <Time at={alert.since} locale={locale} />
                </td>
                <td data-l={t("admin.health.mailed")}>
                  {alert.mailedAt ? <Time at={alert.mailedAt} locale={locale} /> : "–"}
                </td>
              </tr>
            ))}
          </tbody>
        </CardTable>
      )}
    </Section>
  );
}

export const GET = screen(view);

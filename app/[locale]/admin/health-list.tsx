import type { ReactNode } from "react";
import { Time } from "@/components/time";
import { Box, FactList } from "@/components/ui/box";
import { Tag } from "@/components/ui/tag";
import { LATE_DAYS, OVERDUE_DAYS } from "@/lib/core/waiting";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { Health, Level } from "@/lib/operation";
import { queuePath } from "@/lib/watching/review/model";
import { ADMIN_PLACES } from "./admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
  health: Health;
}

/** What the installation stands on, each with its state in a word and the figure behind it. */
export function HealthList({ t, locale, health }: Props) {
  const f = formatter(locale);
  const line = (name: keyof Health, level: Level, value: ReactNode) => ({
    term: t(`admin.health.${name}`),
    value: (
      <>
        <Tag kind={level}>{t(`admin.health.level.${level}`)}</Tag> {value}
      </>
    ),
  });
  const at = (moment: Date | null) =>
    moment ? <Time at={moment} locale={locale} /> : <span className="dim">{t("admin.health.never")}</span>;
  const { database, worker, queue, mail, disk, retention, backup, restore, review } = health;
  return (
    <aside>
      <Box id="health" title={t("admin.health.title")}>
        <FactList
          isInBox
          facts={[
            line("database", database.level, t(`admin.health.databaseIs.${database.state}`)),
            line("worker", worker.level, at(worker.lastAt)),
            line(
              "queue",
              queue.level,
              <a href={localePath(locale, ADMIN_PLACES.jobs)}>
                {t("admin.health.queueIs", {
                  waiting: queue.waiting,
                  minutes: Math.floor(queue.oldestSeconds / 60),
                  failed: queue.failed,
                })}
              </a>,
            ),
            line(
              "mail",
              mail.level,
              mail.isSent
                ? t("admin.health.mailFailed", { count: mail.failed })
                : t("admin.health.mailFiles"),
            ),
            line(
              "disk",
              disk.level,
              t("admin.health.free", {
                size: f.number(disk.freeBytes / 1024 ** 3, {
                  style: "unit",
                  unit: "gigabyte",
                  maximumFractionDigits: 1,
                }),
              }),
            ),
            line(
              "review",
              review.level,
              <a href={localePath(locale, queuePath("edits"))}>
                {t("admin.health.reviewIs", {
                  late: review.late,
                  lateDays: LATE_DAYS,
                  overdue: review.overdue,
                  overdueDays: OVERDUE_DAYS,
                })}
              </a>,
            ),
            line("retention", retention.level, at(retention.lastAt)),
            line("backup", backup.level, at(backup.lastAt)),
            line("restore", restore.level, at(restore.lastAt)),
          ]}
        />
      </Box>
    </aside>
  );
}

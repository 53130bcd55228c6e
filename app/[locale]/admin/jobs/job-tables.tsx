import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import type { JobLine, JobRunLine } from "@/lib/operation";
import { ADMIN_PLACES } from "../admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
}

/** Returns the name of a job; without a message, its own key. */
function taskName(t: Translator, task: string): string {
  const key = `admin.task.${task}`;
  const text = message(t, key);
  return text === key ? task : text;
}

/** Jobs of one state, each with its actions. */
export function JobsTable(
  props: Props & { rows: readonly JobLine[]; caption: string; empty: string; canRetry?: boolean },
) {
  const { t, locale, rows, caption, empty, canRetry = false } = props;
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  return (
    <CardTable caption={<span className="vh">{caption}</span>}>
      <TableHead
        columns={[
          t("admin.jobs.job"),
          t("admin.jobs.due"),
          t("admin.jobs.tries"),
          t("admin.jobs.error"),
          { label: t("admin.jobs.actions"), isUnseen: true },
        ]}
      />
      <tbody>
        {rows.map((job) => (
          <tr key={job.id}>
            <th scope="row">
              {taskName(t, job.task)} {job.isRunning ? <Tag kind="ok">{t("admin.jobs.running")}</Tag> : null}
              <br />
              <code className="tiny dim details" dir="ltr">
                {Object.entries(job.payload)
                  .map(([name, value]) => `${name}: ${String(value)}`)
                  .join(" · ")}
              </code>
            </th>
            <td data-l={t("admin.jobs.due")}>
              <Time at={job.runAt} locale={locale} />
            </td>
            <td data-l={t("admin.jobs.tries")}>
              {t("admin.jobs.triesOf", { attempts: job.attempts, max: job.maxAttempts })}
            </td>
            <td data-l={t("admin.jobs.error")}>
              <bdi>{job.errorKind ?? "–"}</bdi>
            </td>
            <td>{job.isRunning ? null : <Acts t={t} locale={locale} job={job} canRetry={canRetry} />}</td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

function Acts({ t, locale, job, canRetry }: Props & { job: JobLine; canRetry: boolean }) {
  const action = localePath(locale, ADMIN_PLACES.jobs);
  return (
    <div className="row">
      {canRetry ? (
        <PostForm t={t} name="retry" action={action} className="row" hidden={{ jobId: job.id }}>
          <Button size="sm">
            {t("admin.jobs.retry")}
            <span className="vh"> {taskName(t, job.task)}</span>
          </Button>
        </PostForm>
      ) : null}
      <PostForm t={t} name="remove" action={action} className="row" hidden={{ jobId: job.id }}>
        <Button size="sm" kind="bad">
          {t("admin.jobs.remove")}
          <span className="vh"> {taskName(t, job.task)}</span>
        </Button>
      </PostForm>
    </div>
  );
}

/** The runs of recurring jobs: the proof that retention ran. */
export function RunsTable({ t, locale, runs }: Props & { runs: readonly JobRunLine[] }) {
  const f = formatter(locale);
  if (runs.length === 0) return <Empty>{t("admin.jobs.noRuns")}</Empty>;
  return (
    <CardTable caption={<span className="vh">{t("admin.jobs.runs")}</span>}>
      <TableHead
        columns={[t("admin.jobs.job"), t("admin.jobs.started"), t("admin.jobs.took"), t("admin.jobs.did")]}
      />
      <tbody>
        {runs.map((run) => {
          const counts = Object.entries(run.counts).filter(([, n]) => n > 0);
          return (
            <tr key={run.id}>
              <th scope="row">
                {taskName(t, run.task)}{" "}
                {run.outcome === "failed" ? <Tag kind="bad">{t("admin.jobs.hasFailed")}</Tag> : null}
              </th>
              <td data-l={t("admin.jobs.started")}>
                <Time at={run.startedAt} locale={locale} />
              </td>
              <td data-l={t("admin.jobs.took")}>
                {run.endedAt
                  ? f.number((run.endedAt.getTime() - run.startedAt.getTime()) / 1000, {
                      style: "unit",
                      unit: "second",
                      maximumFractionDigits: 1,
                    })
                  : "–"}
              </td>
              <td data-l={t("admin.jobs.did")}>
                {run.outcome === "failed"
                  ? "–"
                  : counts.length === 0
                    ? t("admin.jobs.nothing")
                    : counts
                        .map(([name, n]) =>
                          t("common.pair", {
                            label: message(t, `admin.counted.${name}`),
                            value: f.number(n),
                          }),
                        )
                        .join(" · ")}
              </td>
            </tr>
          );
        })}
      </tbody>
    </CardTable>
  );
}

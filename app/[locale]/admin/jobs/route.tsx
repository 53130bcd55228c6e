import type { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { Section } from "@/components/ui/heading";
import { listJobRuns, listJobs, removeJob, retryJob } from "@/lib/operation";
import { OfJob } from "@/lib/operation/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { JobsTable, RunsTable } from "./job-tables";

/** The job queue: failed jobs, which can be retried, waiting ones, and the runs of recurring jobs. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, form, search, actor }) {
    const [failed, waiting, runs] = await Promise.all([
      listJobs(actor, "failed"),
      listJobs(actor, "waiting"),
      listJobRuns(actor),
    ]);
    const title = t("admin.nav.jobs");
    const done = search.get("done");
    const problems = (["retry", "remove"] as const).map((name) => fieldsOf(t, form, name).problems);
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {done === "retried" && form.name === null ? <Outcome>{t("admin.jobs.retried")}</Outcome> : null}
          {done === "removed" && form.name === null ? <Outcome>{t("admin.jobs.removed")}</Outcome> : null}
          <AdminFrame
            t={t}
            locale={locale}
            place="jobs"
            title={title}
            sub={t("admin.jobs.count", { waiting: waiting.total, failed: failed.total })}
          >
            {problems.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two forms, always in this order
              <ErrorsSummary key={index} t={t} problems={one} labels={{}} />
            ))}
            <Section id="failed" title={t("admin.jobs.failed")}>
              <JobsTable
                t={t}
                locale={locale}
                rows={failed.rows}
                caption={t("admin.jobs.failed")}
                empty={t("admin.jobs.noneFailed")}
                canRetry
              />
            </Section>
            <Section id="waiting" title={t("admin.jobs.waiting")}>
              <JobsTable
                t={t}
                locale={locale}
                rows={waiting.rows}
                caption={t("admin.jobs.waiting")}
                empty={t("admin.jobs.noneWaiting")}
              />
            </Section>
            <Section id="runs" title={t("admin.jobs.runs")}>
              <RunsTable t={t} locale={locale} runs={runs} />
            </Section>
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  retry: spec({ schema: OfJob, command: retryJob, limit: "admin", done: () => "/admin/jobs?done=retried" }),
  remove: spec({ schema: OfJob, command: removeJob, limit: "admin", done: () => "/admin/jobs?done=removed" }),
});

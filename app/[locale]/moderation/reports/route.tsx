import { z } from "zod";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { can } from "@/lib/core/policy";
import { decideReport, listReports } from "@/lib/profiles/reports";
import { DecideReport } from "@/lib/profiles/reports/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ReportsList } from "./reports-list";

const PLACE = "/moderation/reports";
const Query = z.object({ done: z.literal("decided").optional().catch(undefined) });

/** Errors that readers reported, oldest first, for those who may decide on them. */
const view = {
  query: Query,
  allows: (actor) =>
    ["", ...actor.focalCountries].some((country) => can(actor, "report.decide", { country })),
  async render({ done }, { t, locale, actor, form }) {
    const reports = await listReports(actor);
    const title = t("moderation.name.reports");
    return {
      title,
      crumbs: [
        ...(can(actor, "moderation.open") ? [{ label: t("moderation.title"), href: "/moderation" }] : []),
        { label: title },
      ],
      body: (
        <>
          <PageHead title={title} sub={t("reports.queue.sub")} />
          <div className="wrap body stack g5">
            {done ? (
              <Note kind="ok" icon="check" role="status">
                {t("reports.queue.decided")}
              </Note>
            ) : null}
            <ReportsList t={t} locale={locale} reports={reports} form={form} action={PLACE} />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof Query>;

export const GET = screen(view);

export const POST = screenForm(view, {
  decide: spec({
    schema: DecideReport,
    command: decideReport,
    limit: "review",
    done: () => `${PLACE}?done=decided`,
  }),
});

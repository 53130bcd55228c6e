import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf, formOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { decideReport, listReports, type MessageReport } from "@/lib/direct-messages";
import { DecideReport, REPORT_DAYS } from "@/lib/direct-messages/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ReportedMessage } from "./reported-message";

const PLACE = "/moderation/messages";
const DONE = ["dismissed", "upheld"] as const;

/** Messages between members that their recipients reported: each alone, without its conversation. */
const view = {
  allows: (actor) => can(actor, "message.decide", { senderId: "", recipientId: "" }),
  async render(_input, { locale, t, form, search, actor }) {
    const reports = await listReports(actor);
    const title = t("messages.reports.title");
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    return {
      title,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
      body: (
        <>
          {done ? <Outcome>{t(`messages.reports.${done}`, { days: REPORT_DAYS })}</Outcome> : null}
          <PageHead title={title} sub={t("messages.reports.sub")} />
          <div className="wrap body flush stack">
            {reports.length === 0 ? (
              <Empty>{t("messages.reports.none")}</Empty>
            ) : (
              <ul className="list" aria-label={title}>
                {reports.map((report) => (
                  <li key={report.id}>
                    <ReportedMessage t={t} locale={locale} report={report}>
                      <Decide t={t} locale={locale} report={report} form={form} />
                    </ReportedMessage>
                  </li>
                ))}
              </ul>
            )}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function Decide(props: { t: Translator; locale: Locale; report: MessageReport; form: FormState }) {
  const { t, locale, report, form } = props;
  const fields = fieldsOf(t, formOf(form, "reportId", report.id), "decide");
  return (
    <>
      {report.canDecide ? (
        <PostForm
          t={t}
          name="decide"
          action={localePath(locale, PLACE)}
          fields={fields}
          hidden={{ reportId: report.id }}
          className="row"
        >
          <Button name="outcome" value="dismissed">
            {t("messages.reports.dismiss")}
          </Button>
          <Button kind="bad" name="outcome" value="upheld">
            {t("messages.reports.uphold")}
          </Button>
        </PostForm>
      ) : (
        <p className="dim">{t("messages.reports.notYours")}</p>
      )}
      {report.canOpen ? (
        <p>
          <ButtonLink size="sm" href={localePath(locale, `${PLACE}/${report.id}`)}>
            {t("messages.reports.open")}
          </ButtonLink>
        </p>
      ) : null}
    </>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  decide: spec({
    schema: DecideReport,
    command: decideReport,
    limit: "review",
    done: (_result, { input }) => `${PLACE}?done=${input.outcome}`,
  }),
});

import type { z } from "zod";
import { MemberLink } from "@/components/member-link";
import { Outcome } from "@/components/outcome";
import { fieldsOf, formOf, PostForm } from "@/components/post-form";
import { moderatedHref, PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { decideMessageReport, listMessageReports, type ReportedMessage } from "@/lib/members/messages";
import { DecideReport } from "@/lib/members/messages/model";
import type { Person } from "@/lib/members/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

const PLACE = "/moderation/messages";
const DONE = ["dismissed", "upheld"] as const;

/** Messages between members that their recipients reported. */
const view = {
  allows: (actor) => can(actor, "message.decide", { senderId: "", recipientId: "" }),
  async render(_input, { locale, t, form, search, actor }) {
    const reports = await listMessageReports(actor);
    const title = t("messages.reports.title");
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    return {
      title,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
      body: (
        <>
          {done ? <Outcome>{t(`messages.reports.${done}`)}</Outcome> : null}
          <PageHead title={title} sub={t("messages.reports.sub")} />
          <div className="wrap body flush stack">
            {reports.length === 0 ? (
              <Empty>{t("messages.reports.none")}</Empty>
            ) : (
              <ul className="list" aria-label={title}>
                {reports.map((report) => (
                  <li key={report.id}>
                    <Report t={t} locale={locale} report={report} form={form} />
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

function Report(props: { t: Translator; locale: Locale; report: ReportedMessage; form: FormState }) {
  const { t, locale, report, form } = props;
  const named = (person: Person | null) => (
    <MemberLink
      t={t}
      locale={locale}
      member={person && { handle: person.handle, displayName: person.name }}
    />
  );
  const fields = fieldsOf(t, formOf(form, "messageId", report.id), "decide");
  return (
    <article className="stack narrow" aria-labelledby={`report-${report.id}`}>
      <h2 id={`report-${report.id}`}>
        <bdi>{report.subject}</bdi>
      </h2>
      <p className="meta">
        <span>
          {t.rich("messages.reports.fromTo", { from: () => named(report.from), to: () => named(report.to) })}
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
      {report.canDecide ? (
        <PostForm
          t={t}
          name="decide"
          action={localePath(locale, PLACE)}
          fields={fields}
          hidden={{ messageId: report.id }}
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
    </article>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  decide: spec({
    schema: DecideReport,
    command: decideMessageReport,
    limit: "review",
    done: (_result, { input }) => `${PLACE}?done=${input.outcome}`,
  }),
});

import { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { LostText } from "@/components/lost-text";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { FactList, type Pair } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { WordsForm } from "@/components/words-form";
import { type FormState, linkToken, withoutConflict } from "@/lib/core/form-state";
import { complain, confirmReport } from "@/lib/flag-kinds";
import { APPEAL_DAYS } from "@/lib/flags/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findReport, type OwnReport } from "@/lib/public-reports";
import { Complain, OfReport, REPORT_PATH, REPORT_STATUS_PATH } from "@/lib/public-reports/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";

const NoParams = z.object({});
const DONE = ["confirmed", "complained"] as const;
const Query = z.object({
  token: z.string().max(200).optional(),
  done: z.enum(DONE).optional().catch(undefined),
});

interface Props {
  t: Translator;
  locale: Locale;
  report: OwnReport;
}

/** One report of content, for its sender: confirms it, shows what became of it, and asks for another look. */
const view = {
  query: Query,
  isStored: false,
  async render({ token, done }, { locale, t, form: sent }) {
    const { form, clash } = withoutConflict(sent);
    const secret = linkToken(token, form);
    const report = await findReport(secret);
    const title = report
      ? t("flags.public.reportTitle", { reference: report.reference })
      : t("contact.reply.deadTitle");
    return {
      title,
      robots: "noindex",
      alternates: false,
      status: report ? undefined : 410,
      crumbs: [{ href: REPORT_PATH, label: t("flags.public.title") }, { label: title }],
      body: report ? (
        <>
          {done && form.name === null ? <Outcome>{t(`flags.public.done.${done}`)}</Outcome> : null}
          <PageHead title={title} />
          <div className="wrap body stack narrow">
            <ErrorsSummary t={t} problems={{ errors: {}, error: clash }} labels={{}} />
            <State t={t} locale={locale} report={report} />
            <Steps t={t} locale={locale} report={report} form={form} secret={secret} />
            <Facts t={t} locale={locale} report={report} />
          </div>
        </>
      ) : (
        <>
          <PageHead title={title} sub={t("flags.public.dead")} />
          <div className="wrap body stack narrow">
            <p>
              <a href={localePath(locale, REPORT_PATH)}>{t("flags.public.another")}</a>
            </p>
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

/** What was decided, with its reasons, and what the author answered. */
function State({ t, locale, report }: Props) {
  const { state, decidedAt, basis, law, reason, counter, complainedAt } = report;
  const word = state === "open" && complainedAt ? "again" : state;
  return (
    <>
      <Note kind={state === "upheld" ? "ok" : "plain"} title={t(`flags.public.state.${word}`)}>
        {decidedAt ? (
          <p className="meta">
            <Time at={decidedAt} locale={locale} />
            <span>{t("flags.own.person")}</span>
          </p>
        ) : null}
        {basis ? <p>{t(`flags.own.basis.${basis}`, { law: law ?? "" })}</p> : null}
        {reason ? (
          <p className="as-typed" dir="auto">
            {reason}
          </p>
        ) : null}
      </Note>
      {counter ? (
        <Note title={t("flags.public.counter")}>
          {counter.text === null ? (
            <p>{t("flags.public.counterPrivate")}</p>
          ) : (
            <>
              <p>
                <bdi>{counter.name}</bdi>
              </p>
              <p className="as-typed" dir="auto">
                {counter.text}
              </p>
            </>
          )}
          <p>{t(`flags.public.counterState.${counter.outcome ?? "waits"}`)}</p>
          {counter.reason ? (
            <p className="as-typed" dir="auto">
              {counter.reason}
            </p>
          ) : null}
        </Note>
      ) : null}
    </>
  );
}

/** The forms of the page: the confirmation, or the request for another look. */
function Steps({ t, locale, report, form, secret }: Props & { form: FormState; secret: string }) {
  const action = localePath(locale, REPORT_STATUS_PATH);
  if (report.state === "unconfirmed")
    return (
      <PostForm
        t={t}
        name="confirm"
        action={action}
        fields={fieldsOf(t, form, "confirm")}
        hidden={{ token: secret }}
      >
        <p>
          <Button kind="pri" size="big">
            {t("flags.public.confirm")}
          </Button>
        </p>
      </PostForm>
    );
  if (!report.mayComplain) return <LostText t={t} form={form} name="complain" field="complaint" />;
  return (
    <Section id="complain" title={t("flags.public.complainTitle")}>
      <p className="small">{t("flags.public.complainWhat", { days: APPEAL_DAYS })}</p>
      <WordsForm
        t={t}
        name="complain"
        action={action}
        fields={fieldsOf(t, form, "complain")}
        field="complaint"
        label={t("flags.public.complaint")}
        rows={4}
        button={t("flags.public.complain")}
        hidden={{ token: secret }}
      />
    </Section>
  );
}

/** What was sent. The address is no link: what is there, only its readers learn. */
function Facts({ t, locale, report }: Props) {
  const facts: Pair[] = [
    { term: t("flags.public.address"), value: <bdi dir="ltr">{report.path}</bdi> },
    { term: t("flags.public.ground"), value: t(`flags.ground.${report.ground}`) },
    { term: t("flags.public.sentAt"), value: <Time at={report.createdAt} locale={locale} /> },
    {
      term: t("flags.public.words"),
      value: (
        <span className="as-typed" dir="auto">
          {report.words}
        </span>
      ),
    },
  ];
  return (
    <Section id="sent" title={t("flags.public.sent")}>
      <FactList facts={facts} />
      <p className="small dim">{t("flags.public.kept")}</p>
    </Section>
  );
}

export const GET = document(view);

const back =
  (done: (typeof DONE)[number]) =>
  (_result: unknown, { input }: { input: { token: string } }) =>
    `${REPORT_STATUS_PATH}?token=${input.token}&done=${done}`;

export const POST = form(view, {
  confirm: spec({
    schema: OfReport,
    limit: "spend-token",
    command: confirmReport,
    done: back("confirmed"),
  }),
  complain: spec({
    schema: Complain,
    limit: "spend-token",
    command: complain,
    done: back("complained"),
  }),
});

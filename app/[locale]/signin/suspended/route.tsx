import { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { AppealSuspension, SUSPENDED_PATH } from "@/lib/conduct/model";
import type { FormState } from "@/lib/core/form-state";
import { APPEAL_DAYS } from "@/lib/flags/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { appealSuspension, findOwnSuspension, type OwnSuspension } from "@/lib/members";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";

const NoParams = z.object({});
const Query = z.object({
  token: z.string().max(200).optional(),
  done: z.literal("appealed").optional().catch(undefined),
});

/**
 * Why and until when a member is suspended, and their appeal. The link is made when they sign in, and gives no session: the
 * page does nothing else.
 */
const view = {
  query: Query,
  isStored: false,
  async render({ token, done }, { locale, t, form: sent }) {
    const text = token ?? (typeof sent.values.token === "string" ? sent.values.token : "");
    const own = text === "" ? null : await findOwnSuspension(text);
    const title = t(own ? "conduct.suspended.title" : "conduct.suspended.gone");
    // Sent twice, or in two tabs: the form is gone from the page, so the error is shown at the head.
    const clash = sent.error?.code === "conflict" ? sent.error : null;
    return {
      title,
      robots: "noindex",
      alternates: false,
      status: own ? undefined : 410,
      crumbs: [{ href: "/signin", label: t("accounts.in.title") }, { label: title }],
      body: (
        <>
          {done && own && sent.name === null ? <Outcome>{t("conduct.suspended.sent")}</Outcome> : null}
          <PageHead title={title} sub={t(own ? "conduct.suspended.lead" : "conduct.suspended.goneWhat")} />
          <div className="wrap body flush stack g6 narrow">
            <ErrorsSummary t={t} problems={{ errors: {}, error: clash }} labels={{}} />
            {own ? (
              <Why
                t={t}
                locale={locale}
                own={own}
                token={text}
                sent={clash ? { ...sent, error: null } : sent}
              />
            ) : (
              <p>
                <ButtonLink kind="pri" href={localePath(locale, "/signin")}>
                  {t("accounts.in.title")}
                </ButtonLink>
              </p>
            )}
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

interface Props {
  t: Translator;
  locale: Locale;
  own: OwnSuspension;
  token: string;
  sent: FormState;
}

function Why(props: Props) {
  const { t, locale, own } = props;
  return (
    <>
      <Note kind="bad" title={t("conduct.suspended.reason")}>
        <p className="as-typed" dir="auto">
          {own.reason}
        </p>
        <p className="meta">
          <Time at={own.startedAt} locale={locale} />
        </p>
      </Note>
      <p>
        {own.until ? (
          <>
            {t("conduct.suspended.until")} <Time at={own.until} locale={locale} />
          </>
        ) : (
          t("conduct.suspended.noEnd")
        )}
      </p>
      {own.appeal ? (
        <Note title={t(`flags.own.appeal.${own.appeal.outcome ?? "waits"}`)}>
          <p className="as-typed" dir="auto">
            {own.appeal.reason ?? own.appeal.text}
          </p>
        </Note>
      ) : null}
      {own.mayAppeal ? <AppealForm {...props} /> : null}
    </>
  );
}

function AppealForm({ t, locale, token, sent }: Props) {
  const fields = fieldsOf(t, sent, "appeal");
  const label = t("flags.own.appealText");
  return (
    <Section id="appeal" title={t("flags.own.appealTitle")}>
      <p className="small">{t("flags.own.appealWhat", { days: APPEAL_DAYS })}</p>
      <PostForm
        t={t}
        name="appeal"
        action={localePath(locale, SUSPENDED_PATH)}
        fields={fields}
        labels={{ appealText: label }}
        hidden={{ token }}
      >
        <TextArea
          name="appealText"
          label={label}
          dir="auto"
          rows={4}
          maxLength={1000}
          required
          defaultValue={fields.value("appealText")}
          errors={fields.errors("appealText")}
        />
        <p>
          <Button kind="pri">{t("flags.own.appealSend")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

export const GET = document(view);

export const POST = form(view, {
  appeal: spec({
    schema: AppealSuspension,
    limit: "spend-token",
    command: appealSuspension,
    done: (_result, { input }) => `${SUSPENDED_PATH}?token=${encodeURIComponent(input.token)}&done=appealed`,
  }),
});

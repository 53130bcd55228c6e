import { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { AppealForm } from "@/components/flags/appeal-form";
import { LostText } from "@/components/lost-text";
import { Outcome } from "@/components/outcome";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { AppealSuspension, SUSPENDED_PATH } from "@/lib/conduct/model";
import { type FormState, linkToken, withoutConflict } from "@/lib/core/form-state";
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
    const text = linkToken(token, sent);
    const own = text === "" ? null : await findOwnSuspension(text);
    const title = t(own ? "conduct.suspended.title" : "conduct.suspended.gone");
    const { form, clash } = withoutConflict(sent);
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
            {own?.mayAppeal || own?.appeal?.text === form.values.appealText ? null : (
              <LostText t={t} form={form} name="appeal" field="appealText" />
            )}
            {own ? (
              <Why t={t} locale={locale} own={own} token={text} form={form} />
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
  form: FormState;
}

function Why({ t, locale, own, token, form }: Props) {
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
      {own.mayAppeal ? (
        <AppealForm t={t} form={form} action={localePath(locale, SUSPENDED_PATH)} hidden={{ token }} />
      ) : null}
    </>
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

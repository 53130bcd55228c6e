import { z } from "zod";
import { fieldsOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { UnsubscribeQuery, UnsubscribeToken } from "@/lib/notices/forms/model";
import { findUnsubscribe, switchMails } from "@/lib/watching";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";

const NoParams = z.object({});

/**
 * Stops the categories of mails that a mail's link names, or starts them again, by a button, because mail
 * scanners follow links. Mail programs post here themselves, without a cookie and without a form name
 * (RFC 8058): the first form is for them, and it responds directly, since they follow no redirect.
 */
const view = {
  query: UnsubscribeQuery,
  isStored: false,
  async render({ token }, { locale, t, form: sent }) {
    const link = token ? await findUnsubscribe(token) : null;
    const page = { robots: "noindex", alternates: false } as const;
    if (!token || !link) {
      const title = t("watching.unsubscribe.deadTitle");
      return {
        ...page,
        title,
        status: 410,
        crumbs: [{ label: title }],
        body: (
          <>
            <PageHead title={title} sub={t("watching.unsubscribe.dead")} />
            <p className="wrap body">
              <Settings t={t} locale={locale} />
            </p>
          </>
        ),
      };
    }
    const title = t("watching.unsubscribe.title");
    return {
      ...page,
      title,
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead title={title} />
          <Switch {...{ t, locale, link, token }} form={sent} />
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof UnsubscribeQuery>;

interface Props {
  t: Translator;
  locale: Locale;
}

/** The categories of mails that the link names, and the button that stops them or starts them again. */
function Switch(
  props: Props & {
    form: FormState;
    token: string;
    link: NonNullable<Awaited<ReturnType<typeof findUnsubscribe>>>;
  },
) {
  const { t, locale, form, token, link } = props;
  const next = link.isOn ? "stop" : "start";
  return (
    <div className="wrap body stack narrow">
      {form.shown ? (
        <Note kind="ok" icon="check" role="status">
          {t(link.isOn ? "watching.unsubscribe.started" : "watching.unsubscribe.stopped")}
        </Note>
      ) : null}
      <p>{t(link.isOn ? "watching.unsubscribe.on" : "watching.unsubscribe.off")}</p>
      <ul>
        {link.categories.map((name) => (
          <li key={name}>{message(t, `watching.settings.category.${name}`)}</li>
        ))}
      </ul>
      <PostForm
        t={t}
        name={next}
        action={localePath(locale, `${PLACES.unsubscribe}?token=${encodeURIComponent(token)}`)}
        fields={fieldsOf(t, form, next)}
        className="stack"
      >
        <div className="row">
          <Button kind={link.isOn ? "pri" : "plain"} size="big">
            {t(`watching.unsubscribe.${next}`)}
          </Button>
        </div>
      </PostForm>
      <p className="dim">{t("watching.unsubscribe.stays")}</p>
      <p>
        <Settings t={t} locale={locale} />
      </p>
    </div>
  );
}

function Settings({ t, locale }: Props) {
  return (
    <>
      {t("watching.unsubscribe.signedIn")}{" "}
      <a href={localePath(locale, PLACES.mailSettings)}>{t("watching.unsubscribe.settings")}</a>
    </>
  );
}

export const GET = document(view);

const answered = { limit: "unsubscribe", done: () => PLACES.unsubscribe, shows: () => ({}) } as const;

export const POST = form(view, {
  // Also in read-only mode: it must always be possible to stop these mails.
  stop: spec({
    schema: UnsubscribeToken,
    command: (ctx, { token }) => switchMails(ctx, { token, isOn: false }),
    evenReadOnly: true,
    ...answered,
  }),
  start: spec({
    schema: UnsubscribeToken,
    command: (ctx, { token }) => switchMails(ctx, { token, isOn: true }),
    ...answered,
  }),
});

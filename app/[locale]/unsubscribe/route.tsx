import { z } from "zod";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { UnsubscribeQuery, UnsubscribeToken } from "@/lib/notices/forms/model";
import { findUnsubscribe, switchMails } from "@/lib/watching";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { NoticeLinkForm, noticeLinkPage } from "../notice-link";

const NoParams = z.object({});

/**
 * Stops the categories of mails that a mail's link names, or starts them again. Mail programs post here themselves,
 * without a cookie and without a form name (RFC 8058): the first form is for them, and it responds directly, since they
 * follow no redirect.
 */
const view = {
  query: UnsubscribeQuery,
  isStored: false,
  async render({ token }, { locale, t, form }) {
    const link = token ? await findUnsubscribe(token) : null;
    if (!token || !link) return noticeLinkPage({ t, locale }, null);
    return noticeLinkPage(
      { t, locale },
      {
        title: t("watching.unsubscribe.title"),
        done: form.shown ? t(`watching.unsubscribe.${link.isOn ? "started" : "stopped"}`) : null,
        body: <Switch {...{ t, locale, link, token, form }} />,
      },
    );
  },
} satisfies DocumentView<typeof NoParams, typeof UnsubscribeQuery>;

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  token: string;
  link: NonNullable<Awaited<ReturnType<typeof findUnsubscribe>>>;
}

/** The categories of mails that the link names, and the button that stops them or starts them again. */
function Switch({ t, locale, form, token, link }: Props) {
  const next = link.isOn ? "stop" : "start";
  return (
    <>
      <p>{t(link.isOn ? "watching.unsubscribe.on" : "watching.unsubscribe.off")}</p>
      <ul>
        {link.categories.map((name) => (
          <li key={name}>{message(t, `watching.settings.category.${name}`)}</li>
        ))}
      </ul>
      <NoticeLinkForm {...{ t, locale, token, form }} place="unsubscribe" name={next}>
        <div className="row">
          <Button kind={link.isOn ? "pri" : "plain"} size="big">
            {t(`watching.unsubscribe.${next}`)}
          </Button>
        </div>
      </NoticeLinkForm>
      <p className="dim">{t("watching.unsubscribe.stays")}</p>
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

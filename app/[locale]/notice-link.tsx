import type { ReactNode } from "react";
import { fieldsOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Drawn } from "@/lib/web/view";

interface Props {
  t: Translator;
  locale: Locale;
}

interface Content {
  title: string;
  sub?: string;
  /** What its form has just done. */
  done: string | null;
  body: ReactNode;
}

/**
 * Draws a page that the link of a notification's mail opens, signed in or not; without content, that the link does not
 * work. Opening it changes nothing, because mail scanners follow links; its form does.
 */
export function noticeLinkPage({ t, locale }: Props, content: Content | null): Drawn {
  const title = content?.title ?? t("watching.unsubscribe.deadTitle");
  return {
    robots: "noindex",
    alternates: false,
    ...(content ? {} : { status: 410 }),
    title,
    crumbs: [{ label: title }],
    body: (
      <>
        <PageHead title={title} sub={content ? content.sub : t("watching.unsubscribe.dead")} />
        <div className="wrap body stack narrow">
          {content?.done ? (
            <Note kind="ok" icon="check" role="status">
              {content.done}
            </Note>
          ) : null}
          {content?.body}
          <p>
            {t("watching.unsubscribe.signedIn")}{" "}
            <a href={localePath(locale, PLACES.mailSettings)}>{t("watching.unsubscribe.settings")}</a>
          </p>
        </div>
      </>
    ),
  };
}

/** The form of such a page, which sends the token of its link. */
export function NoticeLinkForm(
  props: Props & {
    place: "unsubscribe" | "level";
    name: string;
    token: string;
    form: FormState;
    children: ReactNode;
  },
) {
  const { t, locale, place, name, token, form, children } = props;
  return (
    <PostForm
      t={t}
      name={name}
      action={localePath(locale, `${PLACES[place]}?token=${encodeURIComponent(token)}`)}
      fields={fieldsOf(t, form, name)}
      className="stack"
    >
      {children}
    </PostForm>
  );
}

import { z } from "zod";
import { fieldsOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { dayText } from "@/components/time";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { linkToken } from "@/lib/core/form-state";
import { dayOf } from "@/lib/core/moments";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findAnswer, type ReplyLink, replyToAnswer } from "@/lib/mailbox";
import { MAX_TEXT, ReplyToAnswer } from "@/lib/mailbox/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";

const NoParams = z.object({});
const Query = z.object({
  token: z.string().max(200).optional(),
  done: z.literal("sent").optional().catch(undefined),
});
const REPLY = "/contact/reply";

/** Writes back to an answer, by the link in its mail. The link works once, for 60 days. */
const view = {
  query: Query,
  isStored: false,
  async render({ token, done }, { locale, t, form: sent }) {
    const text = linkToken(token, sent);
    const isSent = done === "sent" && text === "";
    const found = isSent ? null : await findAnswer(text);
    const title = t(
      isSent ? "contact.reply.sentTitle" : found ? "contact.reply.title" : "contact.reply.deadTitle",
    );
    return {
      title,
      robots: "noindex",
      alternates: false,
      status: found || isSent ? undefined : 410,
      crumbs: [{ href: PLACES.contact, label: t("contact.title") }, { label: title }],
      body: found ? (
        <>
          <PageHead title={title} sub={<About t={t} locale={locale} found={found} />} />
          <div className="wrap body stack narrow">
            <blockquote className="as-typed" dir="auto">
              {found.answer}
            </blockquote>
            <ReplyForm t={t} locale={locale} token={text} fields={fieldsOf(t, sent, "reply")} />
          </div>
        </>
      ) : (
        <>
          <PageHead title={title} sub={isSent ? undefined : t("contact.reply.dead")} />
          <div className="wrap body stack narrow">
            {isSent ? (
              <Note kind="ok" icon="check" role="status">
                {t("contact.reply.sent")}
              </Note>
            ) : (
              <a href={localePath(locale, PLACES.contact)}>{t("contact.reply.ask")}</a>
            )}
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

function About({ t, locale, found }: { t: Translator; locale: Locale; found: ReplyLink }) {
  return t.rich("contact.reply.sub", {
    day: () => dayText(dayOf(found.answeredAt), locale, true),
    subject: () => <bdi>{found.subject}</bdi>,
  });
}

function ReplyForm(props: {
  t: Translator;
  locale: Locale;
  token: string;
  fields: ReturnType<typeof fieldsOf>;
}) {
  const { t, locale, token, fields } = props;
  return (
    <PostForm
      t={t}
      name="reply"
      action={localePath(locale, REPLY)}
      fields={fields}
      labels={{ text: t("contact.reply.text") }}
      hidden={{ token }}
    >
      <TextArea
        name="text"
        label={t("contact.reply.text")}
        hint={t("contact.reply.what")}
        defaultValue={fields.value("text")}
        errors={fields.errors("text")}
        rows={8}
        maxLength={MAX_TEXT}
        dir="auto"
        required
      />
      <p>
        <Button kind="pri">{t("contact.reply.send")}</Button>
      </p>
    </PostForm>
  );
}

export const GET = document(view);

export const POST = form(view, {
  reply: spec({
    schema: ReplyToAnswer,
    limit: "spend-token",
    command: replyToAnswer,
    done: () => `${REPLY}?done=sent`,
  }),
});

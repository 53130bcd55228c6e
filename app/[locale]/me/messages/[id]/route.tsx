import type { z } from "zod";
import { MemberLink } from "@/components/member-link";
import { MessageForm } from "@/components/members/message-form";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  blockSender,
  findReceivedMessage,
  type ReceivedMessage,
  replyToMessage,
  reportMessage,
} from "@/lib/members/messages";
import { OfMessage, ReplyToMessage, ReportMessage } from "@/lib/members/messages/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES } from "../../me-frame";

interface Props {
  t: Translator;
  locale: Locale;
  message: ReceivedMessage;
  form: FormState;
}

/** A message, with forms to reply, to block its sender and to report it. */
const view = {
  params: OfMessage,
  async render({ id }, { locale, t, form, search, actor }) {
    const message = await findReceivedMessage(actor, id);
    if (!message) throw new DomainError("not_found", "message");
    const name = message.from?.name ?? t("common.formerMember");
    const title = t("messages.one.title", { name });
    const isReplied = search.get("done") === "replied" && form.name === null;
    return {
      title,
      crumbs: [
        { href: ME_PLACES.profile, label: t("me.title") },
        { href: ME_PLACES.messages, label: t("messages.list.title") },
        { label: title },
      ],
      body: (
        <>
          {isReplied ? <Outcome>{t("messages.done.replied")}</Outcome> : null}
          <PageHead title={title} />
          <div className="wrap body flush stack g6 narrow">
            <Words {...{ t, locale, message, form }} />
            <Answer {...{ t, locale, message, form }} />
            <KeepOff {...{ t, locale, message, form }} />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof OfMessage, z.ZodObject>;

const hrefOf = (locale: Locale, id: string) => localePath(locale, `${ME_PLACES.messages}/${id}`);

function Words({ t, locale, message }: Props) {
  const { from, address } = message;
  return (
    <article className="stack" aria-labelledby="subject">
      <h2 id="subject">
        <bdi>{message.subject}</bdi>
      </h2>
      <p className="meta">
        <MemberLink t={t} locale={locale} member={from && { handle: from.handle, displayName: from.name }} />
        <Time at={message.createdAt} locale={locale} />
      </p>
      <p className="as-typed" dir="auto">
        {message.text}
      </p>
      {address && from ? <p>{t("messages.one.address", { name: from.name, address })}</p> : null}
      <p className="small dim">{t("messages.one.links")}</p>
    </article>
  );
}

function Answer({ t, locale, message, form }: Props) {
  if (!message.from) return <Note>{t("messages.one.gone")}</Note>;
  const fields = fieldsOf(t, form, "reply");
  const subject = t("messages.one.replySubject", { subject: message.subject });
  return (
    <Section id="answer" title={t("messages.one.reply")}>
      <MessageForm
        t={t}
        name="reply"
        action={hrefOf(locale, message.id)}
        fields={fields}
        subject={[...subject].slice(0, 120).join("")}
      />
    </Section>
  );
}

/** The actions against unwanted messages. */
function KeepOff({ t, locale, message, form }: Props) {
  const action = hrefOf(locale, message.id);
  const fields = fieldsOf(t, form, "report");
  const label = t("messages.one.reportReason");
  return (
    <>
      {message.isBlocked ? (
        <Note>{t("messages.one.isBlocked")}</Note>
      ) : (
        <PostForm t={t} name="block" action={action} className="stack">
          <p>{t("messages.one.blockWhat")}</p>
          <p>
            <Button kind="bad">{t("messages.one.block")}</Button>
          </p>
        </PostForm>
      )}
      {message.isReported ? (
        <Note>{t("messages.one.isReported")}</Note>
      ) : (
        <details open={form.name === "report"}>
          <summary>{t("messages.one.report")}</summary>
          <PostForm t={t} name="report" action={action} fields={fields} labels={{ reportReason: label }}>
            <p>{t("messages.one.reportWhat")}</p>
            <TextArea
              name="reportReason"
              label={label}
              errors={fields.errors("reportReason")}
              defaultValue={fields.value("reportReason")}
              maxLength={500}
              rows={3}
              required
            />
            <p>
              <Button kind="bad">{t("messages.one.report")}</Button>
            </p>
          </PostForm>
        </details>
      )}
    </>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  reply: spec({
    schema: ReplyToMessage,
    command: replyToMessage,
    limit: "message",
    done: (_result, { input }) => `${ME_PLACES.messages}/${input.id}?done=replied`,
  }),
  block: spec({
    schema: OfMessage,
    command: blockSender,
    limit: "account",
    done: () => `${ME_PLACES.messages}?done=blocked`,
  }),
  report: spec({
    schema: ReportMessage,
    command: reportMessage,
    limit: "flag",
    done: () => `${ME_PLACES.messages}?done=reported`,
  }),
});

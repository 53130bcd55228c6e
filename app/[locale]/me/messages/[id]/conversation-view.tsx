import type { ReactNode } from "react";
import { MemberFacts } from "@/components/members/member-facts";
import { MessageForm } from "@/components/messages/message-form";
import { MessageList, PersonLink } from "@/components/messages/message-list";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Day } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import type { FormState } from "@/lib/core/form-state";
import type { Conversation } from "@/lib/direct-messages";
import { conversationPath, isDeletable, type MessageLine, REASON_LENGTH } from "@/lib/direct-messages/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { MemberPage } from "@/lib/members/model";

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  conversation: Conversation;
  /** Who asks, if the member has to answer a request. */
  asker: MemberPage | null;
  memberId: string;
  /** The message that the member wants to report. */
  reported: MessageLine | null;
}

const hrefOf = ({ locale, conversation }: Props) => localePath(locale, conversationPath(conversation.id));

/** Address of the form that reports a message, on the part of the conversation that shows it. */
function reportHref(props: Props, { id, number }: MessageLine): string {
  const before = props.conversation.later === null ? null : number + 1;
  return withQuery(hrefOf(props), { before, report: id });
}

/** A conversation for one of its two members. */
export function ConversationView(props: Props) {
  const { t, locale, conversation, asker, memberId, reported } = props;
  const { other, isAsked } = conversation;
  return (
    <div className="wrap body flush stack g6 narrow">
      {asker ? <Asker {...props} asker={asker} /> : null}
      <MessageList
        {...{ t, locale }}
        part={conversation}
        to={(part) => withQuery(hrefOf(props), part)}
        sender={(message) =>
          message.memberId === memberId
            ? { name: t("messages.you"), isOwn: true }
            : { name: <PersonLink {...{ t, locale }} person={other} />, isOwn: false }
        }
        readNumber={conversation.readNumber}
        isPlain={isAsked}
        actions={(message) => <Actions {...props} message={message} />}
      />
      {reported && !conversation.reported.includes(reported.id) ? (
        <Report {...props} message={reported} />
      ) : null}
      <p className="small dim">{t("messages.one.links")}</p>
      <Answer {...props} />
      <KeepOff {...props} />
    </div>
  );
}

/** Who asks: what this member may see of them, so that a name alone does not have to be trusted. */
function Asker({ t, locale, asker }: Props & { asker: MemberPage }) {
  return (
    <Section id="asker" title={t("messages.one.who")}>
      <p>
        <PersonLink {...{ t, locale }} person={{ handle: asker.handle, name: asker.displayName }} />
      </p>
      <p className="meta">
        {t.rich("members.since", {
          day: () => <Day day={asker.joinedAt.toISOString().slice(0, 10)} locale={locale} isLong />,
        })}
      </p>
      <MemberFacts t={t} locale={locale} fields={asker.fields} roles={asker.roles} />
    </Section>
  );
}

/** What the member can do with a message: delete their own for a while, report one that they received. */
function Actions(props: Props & { message: MessageLine }) {
  const { t, conversation, memberId, message } = props;
  if (message.text === null) return null;
  if (conversation.reported.includes(message.id))
    return <p className="small dim">{t("messages.one.isReported")}</p>;
  if (message.memberId !== memberId)
    return (
      <p className="small">
        <a href={`${reportHref(props, message)}#report`} aria-describedby={`m${message.number}`}>
          {t("messages.one.report")}
        </a>
      </p>
    );
  if (!isDeletable(message.createdAt, new Date())) return null;
  return (
    <details className="small">
      <summary>{t("messages.one.delete")}</summary>
      <PostForm t={t} name="delete" action={hrefOf(props)} hidden={{ messageId: message.id }} className="row">
        <span>{t("messages.one.deleteWhat")}</span>
        <Button size="sm" kind="bad">
          {t("messages.one.deleteSure")}
        </Button>
      </PostForm>
    </details>
  );
}

function Report(props: Props & { message: MessageLine }) {
  const { t, form, message } = props;
  const fields = fieldsOf(t, form, "report");
  const label = t("messages.one.reportReason");
  return (
    <Section id="report" title={t("messages.one.reportTitle")}>
      <blockquote className="as-typed" dir="auto">
        {message.text}
      </blockquote>
      <p>{t("messages.one.reportWhat")}</p>
      <PostForm
        t={t}
        name="report"
        action={reportHref(props, message)}
        fields={fields}
        labels={{ reportReason: label }}
        hidden={{ messageId: message.id }}
      >
        <TextArea
          name="reportReason"
          label={label}
          errors={fields.errors("reportReason")}
          defaultValue={fields.value("reportReason")}
          maxLength={REASON_LENGTH}
          rows={3}
          dir="auto"
          required
        />
        <p>
          <Button kind="bad">{t("messages.one.reportSend")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

/** The answer to a request, the next message, or why there can be none. */
function Answer(props: Props): ReactNode {
  const { t, form, conversation } = props;
  const { other, isAsked } = conversation;
  const action = hrefOf(props);
  const closed = closedText(t, conversation);
  // A refused text stays, also where there would be no field any more.
  if (closed !== null && form.name !== "send") return <Note>{closed}</Note>;
  const fields = fieldsOf(t, form, "send");
  return (
    <div className="stack" id="write">
      {isAsked && other ? (
        <>
          <p>{t("messages.one.asks", { name: other.name })}</p>
          <PostForm t={t} name={null} action={action} className="row">
            <Button kind="pri" name="form" value="accept">
              {t("messages.one.accept")}
            </Button>
            <Button name="form" value="decline">
              {t("messages.one.decline")}
            </Button>
          </PostForm>
        </>
      ) : (
        <MessageForm t={t} name="send" action={action} fields={fields} isRequest={false} />
      )}
    </div>
  );
}

/** Says why the member cannot write; null if they can. */
function closedText(t: Translator, { other, isBlocked, way }: Conversation): string | null {
  if (!other) return t("messages.one.gone");
  if (isBlocked) return t("messages.one.isBlocked");
  if (way === "waiting") return t("messages.waits", { name: other.name });
  return way === "closed" ? t("messages.one.closed", { name: other.name }) : null;
}

/** What takes a conversation out of sight. */
function KeepOff(props: Props) {
  const { t, locale, conversation } = props;
  const { isArchived, isAsked, isBlocked, other } = conversation;
  const action = hrefOf(props);
  if (isBlocked)
    return (
      <p>
        <ButtonLink href={`${localePath(locale, "/me/messages")}#blocked`}>
          {t("messages.blocked.title")}
        </ButtonLink>
      </p>
    );
  if (!other && isArchived) return null;
  return (
    <details>
      <summary>{t("messages.one.more")}</summary>
      <div className="stack">
        {isArchived || isAsked ? null : (
          <PostForm t={t} name="archive" action={action}>
            <p>{t("messages.one.archiveWhat")}</p>
            <p>
              <Button>{t("messages.one.archive")}</Button>
            </p>
          </PostForm>
        )}
        {other ? (
          <PostForm t={t} name="block" action={action}>
            <p>{t("messages.one.blockWhat")}</p>
            <p>
              <Button kind="bad">{t("messages.one.block")}</Button>
            </p>
          </PostForm>
        ) : null}
      </div>
    </details>
  );
}

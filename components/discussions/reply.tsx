import type { ReactNode } from "react";
import { CommentFiles } from "@/components/comments/comment-files";
import { CommentWords, EditedSince } from "@/components/comments/quotes";
import { MemberLink } from "@/components/member-link";
import { purgedText } from "@/components/purged-text";
import { Time } from "@/components/time";
import { classNames } from "@/components/ui/class-names";
import { Avatar, Tag } from "@/components/ui/tag";
import type { QuoteLine } from "@/lib/comments/model";
import { type AddressedTopic, areaOf, topicRoot } from "@/lib/discussions/areas/model";
import type { Imported } from "@/lib/discussions/imports/model";
import { replyPath } from "@/lib/discussions/model";
import type { ReplyUse } from "@/lib/discussions/proposals/model";
import type { NamedTopic, ReplyLine } from "@/lib/discussions/queries/model";
import type { ShownFile } from "@/lib/files/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";
import { belowTopicHref } from "./addresses";
import { ReplyUses } from "./reply-uses";

interface Props {
  t: Translator;
  locale: Locale;
  topic: AddressedTopic;
  reply: ReplyLine;
  /** Whether it is the accepted answer. */
  isAnswer: boolean;
  /** Whether the address names it: it is marked even if the browser does not highlight it. */
  isLinked: boolean;
  /** What it answers, if that is in another topic. */
  elsewhere?: (NamedTopic & { reply: number }) | null;
  /** What it quotes. */
  quotes: readonly QuoteLine[];
  files: readonly ShownFile[] | undefined;
  deadLinkOf?: DeadLinkOf;
  /** If it was imported: where it is from, and who wrote it. */
  imported?: Imported | undefined;
  /** Where its words have become part of a section. */
  uses: readonly ReplyUse[];
  /** What readers can do with it. */
  children?: ReactNode;
}

/** A reply in a topic. One that was hidden or deleted keeps its number, without text. */
export function Reply(props: Props) {
  const { t, locale, reply, isAnswer, isLinked, children } = props;
  const { number, content } = reply;
  if (content === null)
    return (
      <li className="reply gone" id={`r${number}`}>
        <p className="dim small">
          <span className="num">{t("discussions.topic.hash", { number })}</span>{" "}
          {purgedText(t, reply.purgedFor) ??
            t(reply.state === "removed" ? "discussions.topic.removed" : "discussions.topic.hidden")}
        </p>
      </li>
    );
  return (
    <li className={classNames("reply", isAnswer && "best", isLinked && "marked")} id={`r${number}`}>
      <article id={`comment-${reply.id}`}>
        <WriterHead t={t} locale={locale} writer={reply.author} imported={props.imported}>
          {isAnswer ? (
            <Tag kind="ok" icon="check">
              {t("discussions.topic.accepted")}
            </Tag>
          ) : null}
          <ReplyMeta {...props} />
        </WriterHead>
        <CommentWords
          {...{ t, locale, content }}
          quotes={props.quotes}
          prefix={reply.id}
          deadLinkOf={props.deadLinkOf}
        />
        <CommentFiles t={t} locale={locale} files={props.files} />
        <ReplyUses t={t} locale={locale} uses={props.uses} />
        {children}
      </article>
    </li>
  );
}

/** What a reply answers, whether it was edited, and its number and time. */
function ReplyMeta({ t, locale, topic, reply, elsewhere }: Props) {
  const { number } = reply;
  return (
    <span className="meta end">
      {elsewhere ? (
        <a href={localePath(locale, replyPath(elsewhere, elsewhere.reply))}>
          {t("discussions.flow.answers", { number: elsewhere.reply, title: elsewhere.title })}
        </a>
      ) : null}
      {reply.answers === null ? null : (
        <a href={localePath(locale, replyPath(topic, reply.answers))}>
          {t("discussions.topic.inReply", { number: reply.answers })}
        </a>
      )}
      {reply.answeredThen ? (
        <EditedSince
          t={t}
          locale={locale}
          path={`${topicRoot(areaOf(topic))}/${topic.number}`}
          {...reply.answeredThen}
        />
      ) : null}
      {reply.editedAt ? (
        <a href={belowTopicHref(locale, topic, `comments/${reply.id}/versions`)} rel="nofollow">
          {t.rich("comments.read.edited", {
            when: () => <Time at={reply.editedAt ?? reply.createdAt} locale={locale} />,
          })}
        </a>
      ) : null}
      <a href={localePath(locale, replyPath(topic, number))}>
        <span className="num">{t("discussions.topic.hash", { number })}</span>{" "}
        <Time at={reply.createdAt} locale={locale} />
      </a>
    </span>
  );
}

/** Who wrote a message, with what is known of it. */
export function WriterHead(props: {
  t: Translator;
  locale: Locale;
  writer: { handle: string; displayName: string; institution: string | null } | null;
  imported?: Imported | undefined;
  children: ReactNode;
}) {
  const { t, locale, writer, imported, children } = props;
  const name = imported?.name ?? null;
  return (
    <header className="by">
      <Avatar name={name ?? writer?.displayName ?? t("common.formerMember")} />
      <div className="who">
        <b>{name === null ? <MemberLink t={t} locale={locale} member={writer} /> : <bdi>{name}</bdi>}</b>
        {imported ? (
          <span className="tiny dim">{t("discussions.imported", { source: imported.source })}</span>
        ) : null}
        {name === null && writer?.institution ? <bdi className="tiny dim">{writer.institution}</bdi> : null}
      </div>
      {children}
    </header>
  );
}

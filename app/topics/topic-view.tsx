import { CommentForm } from "@/components/comments/comment-parts";
import { Said } from "@/components/content/said";
import { belowTopic, belowTopicHref, topicHref } from "@/components/discussions/addresses";
import { PollView } from "@/components/discussions/poll";
import { Reply, WriterHead } from "@/components/discussions/reply";
import { MovedLine, TopicNoteItem } from "@/components/discussions/topic-flow";
import { TopicState } from "@/components/discussions/topic-state";
import { FlagLink } from "@/components/flags/flag-link";
import { Time } from "@/components/time";
import { SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { WatchLink, WatchWords } from "@/components/watching/watch-link";
import { withQuery } from "@/components/with-query";
import { NO_FORM } from "@/lib/core/form-state";
import { areaOf, KIND_IN, topicPath } from "@/lib/discussions/areas/model";
import { pageOfReply } from "@/lib/discussions/model";
import { isOpenAt } from "@/lib/discussions/polls/model";
import { ReadHere, ReadingParts } from "./reading-parts";
import { ReplyPages } from "./reply-pages";
import { ReplyWays } from "./reply-ways";
import { RoomReaders } from "./room-readers";
import { TopicAside } from "./topic-aside";
import { TopicHead } from "./topic-head";
import type { TopicProps } from "./topic-props";

/** The prefix of the ids of the first message's headings. */
export const MESSAGE_PREFIX = "text";

/** A topic: its first message, the replies of a page, and the form for a reply. */
export function TopicView(props: TopicProps) {
  const { t, locale, topic, category } = props;
  return (
    <>
      <TopicHead {...props}>
        <WatchLink
          t={t}
          locale={locale}
          place={{ kind: KIND_IN[areaOf(topic)], slug: String(topic.number) }}
          name={topic.title}
          isButton
        />
      </TopicHead>
      <div className="wrap body flush cols side">
        {/* When a member reads it, their notifications about it are marked as read (`enhance/watch.ts`). */}
        <div
          className="stack g5"
          data-seen={`${KIND_IN[areaOf(topic)]}:${topic.number}`}
          data-to={topic.revision}
        >
          <WatchWords t={t} />
          <RoomReaders t={t} locale={locale} category={category} />
          <TopicState t={t} locale={locale} topic={topic} />
          <ReadingParts {...props} />
          <Thread {...props} />
          <ReplyPages {...props} />
          <ReadHere {...props} />
          <Write {...props} />
        </div>
        <TopicAside {...props} />
      </div>
    </>
  );
}

/**
 * The messages of the page, with the numbers of those that were moved and what was done to the topic, in order. The
 * first message is on the first page only.
 */
function Thread(props: TopicProps) {
  const { t, locale, replies, flow, topic, linked, quotes, files, uses } = props;
  const items = [
    ...replies.lines.map((reply) => ({
      at: reply.number,
      line: (
        <Reply
          key={reply.id}
          {...props}
          reply={reply}
          elsewhere={flow.elsewhere.get(reply.id) ?? null}
          isAnswer={topic.answer?.id === reply.id}
          isLinked={linked === reply.number}
          imported={props.imported.get(reply.id)}
          quotes={quotes.get(reply.id) ?? []}
          files={files.get(reply.id)}
          uses={uses.filter(({ commentId }) => commentId === reply.id)}
        >
          <ReplyWays {...props} reply={reply} />
        </Reply>
      ),
    })),
    ...flow.moved.map((moved) => ({
      at: moved.number,
      line: <MovedLine key={`moved-${moved.number}`} {...{ t, locale, moved }} />,
    })),
    ...flow.notes.map((note) => ({
      // After the reply with the same number.
      at: note.after + 0.5,
      line: <TopicNoteItem key={note.id} {...{ t, locale, note }} />,
    })),
  ].sort((a, b) => a.at - b.at);
  return (
    <ol className="thread" id="comments" {...liveOf(props)}>
      {replies.page === 1 ? <FirstMessage {...props} /> : null}
      {items.map(({ line }) => line)}
    </ol>
  );
}

/** For the script that shows new replies (`enhance/live-replies.ts`): on the last page, where they arrive. */
function liveOf({ locale, topic, replies }: TopicProps) {
  if (replies.page < replies.pages) return {};
  const last = replies.lines.at(-1)?.number ?? 0;
  return {
    "data-live-topic": topic.number,
    "data-live-area": areaOf(topic),
    "data-live-after": last,
    "data-live-next": withQuery(topicHref(locale, topic), { page: pageOfReply(last + 1) }),
  };
}

/** The polls of the topic, below its first message. */
function Polls({ t, locale, topic, polls, reader }: TopicProps) {
  const kind = KIND_IN[areaOf(topic)];
  return polls.map((poll) => (
    <PollView
      key={poll.id}
      {...{ t, locale, poll }}
      language={topic.language}
      isOpen={isOpenAt(poll, new Date())}
      mayVote
      isTopicClosed={topic.isClosed}
      action={belowTopicHref(locale, topic, "polls")}
      on={reader === null ? `${kind}/${topic.number}` : null}
    >
      <p className="small">
        <a href={belowTopicHref(locale, topic, "polls")} rel="nofollow">
          {t("discussions.poll.manage")}
        </a>
      </p>
    </PollView>
  ));
}

function FirstMessage(props: TopicProps) {
  const { t, locale, topic, deadLinkOf } = props;
  const way = (below: string, label: string) => (
    <a href={belowTopicHref(locale, topic, below)} rel="nofollow">
      {label}
    </a>
  );
  return (
    <li className="reply first" id="message">
      <article>
        <WriterHead t={t} locale={locale} writer={topic.author} imported={props.imported.get("")}>
          <span className="meta end">
            {topic.changedAt ? (
              <a href={belowTopicHref(locale, topic, "history")}>
                {t.rich("discussions.topic.changed", {
                  when: () => <Time at={topic.changedAt ?? topic.createdAt} locale={locale} />,
                })}
              </a>
            ) : null}
            <Time at={topic.createdAt} locale={locale} />
          </span>
        </WriterHead>
        <Said
          {...{ t, locale, deadLinkOf }}
          language={topic.language}
          content={topic.content}
          prefix={MESSAGE_PREFIX}
        />
        {props.polls.length === 0 ? null : (
          <div className="polls stack g4">
            <Polls {...props} />
          </div>
        )}
        <p className="row small below">
          {way("edit", t("discussions.topic.edit"))}
          {way("polls", t("discussions.poll.title"))}
          {way("history", t("discussions.topic.history"))}
          {/* Links to a room are not listed anywhere. */}
          {topic.isInRoom ? null : way("links", t("discussions.topic.links"))}
          {way("manage", t("discussions.topic.manage"))}
          <FlagLink
            t={t}
            locale={locale}
            kind="topic"
            id={topic.id}
            {...(topic.isInRoom ? {} : { page: topicPath(topic) })}
          />
        </p>
      </article>
    </li>
  );
}

/** The form for a reply, if the topic takes any. */
function Write({ t, locale, topic, largest }: TopicProps) {
  if (topic.isArchived) return <Note icon="lock">{t("discussions.flow.archived")}</Note>;
  if (topic.isClosed) return <Note icon="lock">{t("discussions.topic.closed")}</Note>;
  return (
    // Not a labelled region: its name would be confused with the label of the field.
    <div className="stack g3" id="reply">
      <SectionHead>{t("discussions.topic.yours")}</SectionHead>
      <CommentForm
        t={t}
        form={NO_FORM}
        name="comment"
        action={belowTopicHref(locale, topic, "comment")}
        text=""
        label={t("discussions.topic.reply")}
        hint={t("discussions.topic.hint")}
        button={t("discussions.topic.post")}
        attach={{ locale, largest, next: belowTopic(topic, "comment"), files: [], chosen: [] }}
        // In a room, everybody is signed in.
        {...(topic.isInRoom ? {} : { note: t("discussions.topic.membersOnly") })}
      />
    </div>
  );
}

import { Reactions } from "@/components/comments/reactions";
import { belowTopicHref } from "@/components/discussions/addresses";
import { PostForm } from "@/components/post-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { can } from "@/lib/core/policy";
import { areaOf, KIND_IN, topicRoot } from "@/lib/discussions/areas/model";
import type { ReplyLine } from "@/lib/discussions/queries/model";
import type { TopicProps } from "./topic-props";

/**
 * What readers can do with a reply. In documents the addresses are the same for everyone; some work only for members, and
 * accepting only for who asked and moderators, to whom a script shows the button. Without scripts they do it at "Manage
 * topic". A screen knows its reader.
 */
export function ReplyWays({ t, locale, topic, reply, reader, own }: TopicProps & { reply: ReplyLine }) {
  const area = areaOf(topic);
  const isAsker =
    reader !== null && (reader.handle === topic.author?.handle || can(reader, "topic.moderate"));
  const way = (below: string, label: string) => (
    <a href={belowTopicHref(locale, topic, below)} rel="nofollow">
      {label}
    </a>
  );
  return (
    <div className="row small below">
      <Reactions
        t={t}
        locale={locale}
        page={{ path: `${topicRoot(area)}/${topic.number}`, on: `${KIND_IN[area]}/${topic.number}` }}
        id={reply.id}
        counts={reply.reactions}
        author={reply.author?.handle ?? null}
        own={own && (own[reply.id] ?? [])}
        isOwn={reader !== null && reader.handle === reply.author?.handle}
      />
      {topic.isClosed ? null : way(`comment?reply=${reply.id}`, t("discussions.topic.reply"))}
      {topic.isClosed ? null : way(`comment?quote=${reply.id}`, t("comments.write.quote"))}
      {way(`comments/${reply.id}#report`, t("discussions.topic.report"))}
      {way(`comments/${reply.id}`, t("comments.write.more"))}
      <ProposeWay {...{ t, locale, topic, reply }} />
      {topic.isQuestion && topic.answer?.id !== reply.id ? (
        <div hidden={!isAsker} data-owned={topic.author?.handle ?? ""}>
          <PostForm
            t={t}
            name="accept"
            action={belowTopicHref(locale, topic, "manage")}
            hidden={{ reply: String(reply.number) }}
          >
            <Button size="sm" icon="check">
              {t("discussions.topic.accept")}
            </Button>
          </PostForm>
        </div>
      ) : null}
    </div>
  );
}

/** The link to bring a reply into a profile: a button at the accepted answer. The words of a room never leave it. */
function ProposeWay({
  t,
  locale,
  topic,
  reply,
}: Pick<TopicProps, "t" | "locale" | "topic"> & { reply: ReplyLine }) {
  if (topic.isInRoom) return null;
  const href = belowTopicHref(locale, topic, `comments/${reply.id}/propose`);
  const words = t("discussions.propose.button");
  return topic.answer?.id === reply.id ? (
    <ButtonLink size="sm" href={href} rel="nofollow">
      {words}
    </ButtonLink>
  ) : (
    <a href={href} rel="nofollow">
      {words}
    </a>
  );
}

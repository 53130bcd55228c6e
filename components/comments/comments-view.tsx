import type { ReactNode } from "react";
import { MemberLink } from "@/components/member-link";
import { Pager } from "@/components/pager";
import { purgedText } from "@/components/purged-text";
import { Time } from "@/components/time";
import { SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { Avatar, Tag } from "@/components/ui/tag";
import { withQuery } from "@/components/with-query";
import {
  type CommentLine,
  type CommentThread,
  commentPath,
  type FilesBy,
  type QuotesBy,
  type Threads,
} from "@/lib/comments/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";
import { CommentFiles } from "./comment-files";
import { CommentWords, EditedSince } from "./quotes";

export interface CommentsProps {
  t: Translator;
  locale: Locale;
  /** The path, without language and query, of the page with the comments. */
  path: string;
  threads: readonly CommentThread[];
  count: number;
  isLocked: boolean;
  /** The comment named in the address: it is marked even if the browser does not highlight it. */
  linked?: string | undefined;
  /** Links to the previous and next page of comments. */
  pages?: ReactNode;
  /** What the comments quote. */
  quotes: QuotesBy;
  /** The files of the comments. */
  files: FilesBy;
  /** The actions below a comment. */
  actionsOf?: (comment: CommentLine, parent: CommentLine | null) => ReactNode;
  /** Returns which of the comments' links lead to missing pages of this site. */
  deadLinkOf?: DeadLinkOf;
  /** The form for writing a comment. */
  children?: ReactNode;
}

/** The comments on a page as threads with one level of replies. */
export function CommentsView(props: CommentsProps) {
  const { t, threads, count, isLocked, pages, children } = props;
  return (
    <section className="stack comments" id="comments" aria-labelledby="comments-title">
      <SectionHead id="comments-title">{t("comments.read.title", { count })}</SectionHead>
      {threads.length === 0 && !isLocked ? <p className="dim">{t("comments.read.none")}</p> : null}
      {threads.length > 0 ? (
        <ul className="list">
          {threads.map((thread) => (
            <li key={thread.id}>
              <Comment {...props} comment={thread} parent={null} />
              {thread.replies.length > 0 ? (
                <ul className="list replies" aria-label={t("comments.read.replies")}>
                  {thread.replies.map((reply) => (
                    <li key={reply.id}>
                      <Comment {...props} comment={reply} parent={thread} />
                    </li>
                  ))}
                </ul>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {pages}
      {isLocked ? <Note icon="lock">{t("comments.read.locked")}</Note> : null}
      {children}
    </section>
  );
}

/** Links between the pages of a long discussion; nothing if it has one page. */
export function CommentPages(props: { t: Translator; locale: Locale; path: string; found: Threads }) {
  const { t, locale, path, found } = props;
  const at = (after?: string) => `${withQuery(localePath(locale, path), { after })}#comments`;
  return (
    <Pager
      t={t}
      label={t("comments.read.pages")}
      previous={found.isLater ? at() : null}
      next={found.next ? at(found.next) : null}
    />
  );
}

function Comment(props: CommentsProps & { comment: CommentLine; parent: CommentLine | null }) {
  const { t, locale, comment, parent, actionsOf, linked } = props;
  const { author, content } = comment;
  const id = `comment-${comment.id}`;
  if (content === null) {
    return (
      <p className="dim small" id={id}>
        {purgedText(t, comment.purgedFor) ??
          t(comment.state === "removed" ? "comments.read.removed" : "comments.read.hidden")}
      </p>
    );
  }
  const name = author?.displayName ?? t("common.formerMember");
  return (
    <article className={linked === comment.id ? "media marked" : "media"} id={id}>
      <Avatar name={name} isSmall />
      <div className="stack g2">
        <p className="meta">
          <b>
            <MemberLink t={t} locale={locale} member={author} />
          </b>
          {linked === comment.id ? <Tag kind="mild">{t("comments.read.linked")}</Tag> : null}
          <a href={localePath(locale, commentPath(props.path, comment.id))} rel="nofollow">
            <Time at={comment.createdAt} locale={locale} />
            <span className="vh"> {t("comments.read.link", { name })}</span>
          </a>
          {comment.answeredThen ? (
            <EditedSince t={t} locale={locale} path={props.path} {...comment.answeredThen} />
          ) : null}
          {comment.editedAt ? (
            <a href={localePath(locale, `${props.path}/comments/${comment.id}/versions`)} rel="nofollow">
              {t.rich("comments.read.edited", {
                when: () => <Time at={comment.editedAt ?? comment.createdAt} locale={locale} />,
              })}
            </a>
          ) : null}
        </p>
        <CommentWords
          {...{ t, locale, content }}
          quotes={props.quotes.get(comment.id) ?? []}
          prefix={comment.id}
          deadLinkOf={props.deadLinkOf}
        />
        <CommentFiles t={t} locale={locale} files={props.files.get(comment.id)} />
        {actionsOf?.(comment, parent)}
      </div>
    </article>
  );
}

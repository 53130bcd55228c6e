import { postHref } from "@/components/blog/addresses";
import { authorName, authorsText } from "@/components/blog/byline";
import { blogFeeds } from "@/components/blog/feeds";
import { CommentActions, CommentForm } from "@/components/comments/comment-parts";
import { CommentPages, CommentsView } from "@/components/comments/comments-view";
import { Reactions } from "@/components/comments/reactions";
import type { Card } from "@/components/shell/page-head";
import { dayText } from "@/components/time";
import { withQuery } from "@/components/with-query";
import { postPages } from "@/lib/blog";
import { POST_KIND } from "@/lib/blog/model";
import { findPostPage, handlesIn, listRelated, type PostPage } from "@/lib/blog/queries";
import { CARD } from "@/lib/cards/model";
import { findPageOf, listCommentFiles, listQuotes, listThreads } from "@/lib/comments";
import { CommentsQuery, type FilesBy, type QuotesBy } from "@/lib/comments/model";
import { NO_FORM } from "@/lib/core/form-state";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { largestUpload } from "@/lib/files";
import { localePath } from "@/lib/i18n/locales";
import { findDeadLinks } from "@/lib/page-kinds";
import type { Topic } from "@/lib/vocabulary/topics";
import { document } from "@/lib/web/pages/document";
import type { PageTools } from "@/lib/web/view";
import { CitePost } from "./cite-post";
import { leadToPost, PostParams, postCrumbs } from "./post-address";
import { PostView, RetractedPost } from "./post-view";

/** The number of related posts. */
const RELATED = 3;

/** A post with its comments; for a retracted one, the reason. */
export const GET = document({
  params: PostParams,
  query: CommentsQuery,
  scopes: ({ slug }) => [scope.post(slug), scope.blog],
  // The page for a linked comment is drawn on request: the same comment is seldom linked to twice.
  isStored: ({ comment }) => comment === undefined,
  async render({ slug, after: asked, comment: linked }, tools) {
    const post = await findPostPage(slug);
    if (!post) return leadToPost(slug, tools);
    const { t, locale } = tools;
    const path = `/blog/${post.slug}`;
    const page = {
      title: post.title,
      current: "blog" as const,
      crumbs: postCrumbs(t, post),
    };
    if (post.retraction) {
      return {
        ...page,
        robots: "noindex",
        scopes: handlesIn(post.authors).map(scope.member),
        body: <RetractedPost t={t} locale={locale} post={post} />,
      };
    }
    const after = linked === undefined ? asked : await findPageOf(post.id, linked);
    const [found, related] = await Promise.all([listThreads(post.id, after), listRelated(post.id, RELATED)]);
    const comments = found.threads.flatMap((thread) => [thread, ...thread.replies]);
    const idsOf = (lines: typeof comments) => lines.map(({ id }) => id);
    const [quotes, files] = await Promise.all([
      listQuotes(postPages, null, idsOf(comments)),
      listCommentFiles(idsOf(comments.filter(({ content }) => content !== null))),
    ]);
    const quoted = [...quotes.values()].flat();
    const lost = await findDeadLinks([
      post.content,
      ...comments.map(({ content }) => content),
      ...quoted.map(({ words }) => words),
    ]);
    const speakers = [...comments, ...quoted].flatMap(({ author }) => author ?? []);
    const authors = [...post.authors, ...related.flatMap((other) => other.authors), ...speakers];
    return {
      ...page,
      ...(found.isLater || linked !== undefined ? { robots: "noindex" as const } : {}),
      description: post.summary,
      // The canonical address is the discussion page with the comment, whatever link led here.
      canonical: withQuery(path, { after }),
      feeds: blogFeeds(t, locale),
      card: cardOf(post, tools),
      scopes: [...handlesIn(authors).map(scope.member), ...lost.scopes],
      body: (
        <PostView
          t={t}
          locale={locale}
          post={post}
          related={related}
          comments={post.commentCount}
          deadLinkOf={lost.deadLinkOf}
          cite={<CitePost t={t} locale={locale} post={post} origin={env().APP_URL} />}
        >
          <Comments {...{ tools, post, path, found, quotes, files, linked }} deadLinkOf={lost.deadLinkOf} />
        </PostView>
      ),
    };
  },
});

interface CommentsProps {
  tools: PageTools;
  post: PostPage;
  path: string;
  found: Awaited<ReturnType<typeof listThreads>>;
  quotes: QuotesBy;
  files: FilesBy;
  linked: string | undefined;
  deadLinkOf: Parameters<typeof CommentsView>[0]["deadLinkOf"];
}

/** A page of the discussion, with the form for members if it is open. */
function Comments({ tools, post, path, found, quotes, files, linked, deadLinkOf }: CommentsProps) {
  const { t, locale } = tools;
  const isLocked = post.isCommentsLocked;
  return (
    <CommentsView
      t={t}
      locale={locale}
      path={path}
      threads={found.threads}
      quotes={quotes}
      files={files}
      pages={<CommentPages t={t} locale={locale} path={path} found={found} />}
      count={post.commentCount}
      isLocked={isLocked}
      linked={linked}
      deadLinkOf={deadLinkOf}
      actionsOf={({ id, author, reactions }) => (
        <>
          <Reactions
            t={t}
            locale={locale}
            page={{ path, on: `${POST_KIND}/${post.slug}` }}
            id={id}
            counts={reactions}
            author={author?.handle ?? null}
            own={null}
          />
          <CommentActions t={t} locale={locale} path={path} id={id} isLocked={isLocked} />
        </>
      )}
    >
      {isLocked ? null : (
        <CommentForm
          t={t}
          form={NO_FORM}
          name="comment"
          action={localePath(locale, `${path}/comment`)}
          text=""
          label={t("comments.write.label.comment")}
          button={t("comments.write.post", { of: "comment" })}
          note={t("comments.write.membersOnly", { of: "comment" })}
          attach={{ locale, largest: largestUpload(), next: `${path}/comment`, files: [], chosen: [] }}
        />
      )}
    </CommentsView>
  );
}

/** Returns the preview of a post on other sites. */
function cardOf(post: PostPage, { t, locale }: PageTools): Card {
  const names = authorsText(t, locale, post.authors);
  const day = dayText(post.publishedAt.toISOString().slice(0, 10), locale, true);
  return {
    kind: "article",
    image: {
      href: postHref(locale, post.slug, "/card.png"),
      alt: t("blog.post.card", { title: post.title, authors: names, day }),
      ...CARD,
    },
    publishedAt: post.publishedAt,
    updatedAt: post.updatedAt,
    authors: post.authors.map((author) => authorName(t, author)),
    tags: post.topics.map((topic) => t(`vocabulary.topic.${topic as Topic}`)),
    language: post.language,
  };
}

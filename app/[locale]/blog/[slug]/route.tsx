import { CommentsView } from "@/components/blog/comments-view";
import { PostView, RetractedPost } from "@/components/blog/post-view";
import { countShown, findPostPage, handlesIn, listRelated, listThreads } from "@/lib/blog/queries";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { leadToPost, PostParams, postCrumbs } from "./post-address";

/** How many other posts one leads on to. */
const RELATED = 3;

/** A post, with the comments on it; of a retracted one, why it is. */
export const GET = document({
  params: PostParams,
  scopes: ({ slug }) => [scope.post(slug), scope.blog],
  async render({ slug }, tools) {
    const post = await findPostPage(slug);
    if (!post) return leadToPost(slug, tools);
    const { t, locale } = tools;
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
    const [threads, related] = await Promise.all([listThreads(post.id), listRelated(post.id, RELATED)]);
    const count = countShown(threads);
    const speakers = threads
      .flatMap((thread) => [thread, ...thread.replies])
      .flatMap(({ author }) => author ?? []);
    const authors = [...post.authors, ...related.flatMap((other) => other.authors), ...speakers];
    return {
      ...page,
      description: post.summary,
      scopes: handlesIn(authors).map(scope.member),
      body: (
        <PostView t={t} locale={locale} post={post} related={related} comments={count}>
          <CommentsView
            t={t}
            locale={locale}
            threads={threads}
            count={count}
            isLocked={post.isCommentsLocked}
          />
        </PostView>
      ),
    };
  },
});

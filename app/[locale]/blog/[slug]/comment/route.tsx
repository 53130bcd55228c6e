import { z } from "zod";
import { CommentForm, CommentText } from "@/components/posts/comment-parts";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { findComment, findCommented, writeComment } from "@/lib/blog";
import { commentPath, PostParams, WriteComment } from "@/lib/blog/model";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import { newBlockId } from "@/lib/text/block-id";
import { toTextarea } from "@/lib/text/markdown-lite";
import { screenForm, spec } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { ScreenView } from "@/lib/web/view";
import { blogCrumbs } from "../../writing";

const Id = z.uuid().optional().catch(undefined);
/** `reply`: the comment that is replied to; `quote`: with its words before the own ones. */
const Query = z.object({ reply: Id, quote: Id });

/** Writing a comment, or a reply to one: where the form of a post's page leads when something is to be mended. */
const view: ScreenView<typeof PostParams, typeof Query> = {
  params: PostParams,
  query: Query,
  allows: (actor) => can(actor, "comment.write"),
  async render({ slug, reply, quote }, { t, locale, form, actor }) {
    const post = await findCommented(slug);
    const sentParent = typeof form.values.parent === "string" ? form.values.parent : "";
    const parentId = reply ?? quote ?? (Id.parse(sentParent) || undefined);
    const parent = parentId
      ? (await findComment(actor, { slug, id: parentId }).catch(() => null))?.comment
      : undefined;
    const isClosed = post.isLocked && !can(actor, "comment.moderate");
    const title = t(parent ? "posts.comment.reply" : "posts.comment.write");
    return {
      title: t("posts.comment.titleOf", { what: title, title: post.title }),
      current: "blog",
      crumbs: blogCrumbs(t, { label: post.title, href: `/blog/${slug}` }, { label: title }),
      body: (
        <>
          <PageHead title={title} sub={<bdi>{post.title}</bdi>} />
          <div className="wrap body flush stack">
            {parent ? <CommentText t={t} locale={locale} comment={parent} /> : null}
            {isClosed ? (
              <Note kind="warn">{t("errors.conflict.comments_locked")}</Note>
            ) : (
              <CommentForm
                t={t}
                form={form}
                name="comment"
                action={localePath(locale, `/blog/${slug}/comment`)}
                text={quote && parent ? quoted(toTextarea(parent.content)) : ""}
                hidden={{ parent: parent?.id ?? "", clientToken: newBlockId() + newBlockId() }}
                button={t("posts.comment.post")}
              />
            )}
          </div>
        </>
      ),
    };
  },
};

const quoted = (text: string) =>
  `${text
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n")}\n\n`;

export const GET = screen(view);

export const POST = screenForm(view, {
  comment: spec({
    schema: WriteComment,
    command: writeComment,
    isOnDocument: true,
    limit: "comment",
    done: ({ slug, id, isHeld }) =>
      isHeld ? `/blog/${slug}/comments/${id}?done=held` : commentPath(slug, id),
  }),
});

import { CommentView } from "@/components/posts/comment-view";
import {
  dismissFlags,
  editComment,
  findComment,
  flagComment,
  hideComment,
  removeComment,
  showComment,
} from "@/lib/blog";
import { CommentParams, EditComment, FlagComment, HideComment } from "@/lib/blog/model";
import { can } from "@/lib/core/policy";
import { screenForm, spec } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { ScreenView } from "@/lib/web/view";
import { blogCrumbs } from "../../../writing";

/** One comment: for its author to change or take away, for moderators to show or hide, with what it said before. */
const view: ScreenView<typeof CommentParams, never> = {
  params: CommentParams,
  async render({ slug, id }, { t, locale, form, actor, search }) {
    const { post, comment, ownFlag, flags } = await findComment(actor, { slug, id });
    const title = t("posts.comment.one");
    const authorId = comment.author?.id ?? "";
    const isOpen =
      comment.editableUntil > new Date() && (comment.state === "shown" || comment.state === "held");
    return {
      title: t("posts.comment.titleOf", { what: title, title: post.title }),
      current: "blog",
      crumbs: blogCrumbs(t, { label: post.title, href: `/blog/${slug}` }, { label: title }),
      body: (
        <CommentView
          t={t}
          locale={locale}
          form={form}
          done={form.name === null ? search.get("done") : null}
          post={post}
          comment={comment}
          mayEdit={can(actor, "comment.edit", { authorId, isOpen })}
          mayRemove={can(actor, "comment.edit", { authorId, isOpen: comment.state !== "removed" })}
          mayModerate={can(actor, "comment.moderate")}
          ownFlag={ownFlag}
          mayFlag={comment.state === "shown" && ownFlag === null && can(actor, "comment.flag", { authorId })}
          flags={flags}
          mayDecideFlags={can(actor, "comment.decide-flags", { authorId })}
        />
      ),
    };
  },
};

export const GET = screen(view);

export const POST = screenForm(view, {
  edit: spec({
    schema: EditComment,
    command: editComment,
    limit: "comment",
    done: ({ slug, id }) => `/blog/${slug}/comments/${id}?done=changed`,
  }),
  flag: spec({
    schema: FlagComment,
    command: flagComment,
    limit: "flag",
    done: ({ slug, id }) => `/blog/${slug}/comments/${id}?done=flagged`,
  }),
  dismiss: spec({
    schema: CommentParams,
    command: dismissFlags,
    limit: "review",
    done: ({ slug, id }) => `/blog/${slug}/comments/${id}?done=dismissed`,
  }),
  remove: spec({
    schema: CommentParams,
    command: removeComment,
    limit: "comment",
    done: ({ slug }) => `/blog/${slug}#comments`,
  }),
  show: spec({
    schema: CommentParams,
    command: showComment,
    limit: "review",
    done: (_, { input }) => `/blog/${input.slug}/comments/${input.id}?done=shown`,
  }),
  hide: spec({
    schema: HideComment,
    command: hideComment,
    limit: "review",
    done: (_, { input }) => `/blog/${input.slug}/comments/${input.id}?done=hidden`,
  }),
});

import {
  acceptBody,
  correctPost,
  findPostInWork,
  lockComments,
  mayApprove,
  publishPost,
  rejectBody,
  restorePost,
  retractPost,
  returnPost,
  schedulePost,
} from "@/lib/blog";
import {
  CorrectPost,
  DecideBody,
  LockComments,
  PostParams,
  PublishPost,
  RejectBody,
  RestorePost,
  RetractPost,
  ReturnPost,
  SchedulePost,
} from "@/lib/blog/model";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import { findDeadLinks } from "@/lib/page-kinds";
import { newBlockId } from "@/lib/text/block-id";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { blogCrumbs } from "../../writing";
import { ReviewPostView } from "./review-view";

/** A post for its moderator to read and decide on, with the actions that each state allows. */
const view: ScreenView<typeof PostParams, never> = {
  params: PostParams,
  allows: (actor) => can(actor, "post.publish"),
  async render({ slug }, { t, locale, form, actor, search }) {
    const found = await findPostInWork(actor, slug);
    if ("movedTo" in found) return { to: localePath(locale, `/blog/review/${found.movedTo}`), status: 303 };
    const authors = found.authors.map((author) => author.id);
    const { deadLinkOf } = await findDeadLinks([found.content]);
    return {
      title: t("posts.review.titleOf", { title: found.title }),
      current: "blog",
      crumbs: blogCrumbs(t, { label: t("posts.review.title"), href: "/blog/review" }, { label: found.title }),
      body: (
        <ReviewPostView
          t={t}
          locale={locale}
          form={form}
          done={form.name === null ? search.get("done") : null}
          found={found}
          deadLinkOf={deadLinkOf}
          clientToken={newBlockId() + newBlockId()}
          mayApprove={await mayApprove(actor, authors)}
          mayReview={(authorId) => can(actor, "post.review", { authorId })}
        />
      ),
    };
  },
};

export const GET = screen(view);

const backTo = (done: string) => (result: { slug: string }) => `/blog/review/${result.slug}?done=${done}`;

export const POST = screenForm(view, {
  publish: spec({ schema: PublishPost, command: publishPost, limit: "review", done: backTo("published") }),
  schedule: spec({ schema: SchedulePost, command: schedulePost, limit: "review", done: backTo("scheduled") }),
  return: spec({ schema: ReturnPost, command: returnPost, limit: "review", done: backTo("returned") }),
  retract: spec({
    schema: RetractPost,
    command: retractPost,
    guards: ["reason"],
    limit: "review",
    done: backTo("retracted"),
  }),
  restore: spec({ schema: RestorePost, command: restorePost, limit: "review", done: backTo("restored") }),
  correct: spec({
    schema: CorrectPost,
    command: correctPost,
    guards: ["note"],
    limit: "review",
    done: backTo("corrected"),
  }),
  accept: spec({ schema: DecideBody, command: acceptBody, limit: "review", done: backTo("accepted") }),
  reject: spec({ schema: RejectBody, command: rejectBody, limit: "review", done: backTo("rejected") }),
  lock: spec({ schema: LockComments, command: lockComments, limit: "review", done: backTo("comments") }),
});

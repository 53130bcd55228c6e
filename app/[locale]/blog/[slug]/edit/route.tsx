import {
  findPostInWork,
  makePreview,
  mayApprove,
  removePost,
  revokePreview,
  saveGivenText,
  savePost,
  withdrawPost,
} from "@/lib/blog";
import { BODY, EndPreview, PostParams, PostText, SavePost } from "@/lib/blog/model";
import { can } from "@/lib/core/policy";
import { listOwnFiles, listUsablePictures, removeFile } from "@/lib/files";
import { FileId, isLoose } from "@/lib/files/model";
import { localePath } from "@/lib/i18n/locales";
import { findFormDraft, findPageDraft } from "@/lib/revisions";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { plainText, theirsOf, tokenOf } from "../../../text-editing";
import { blogCrumbs, keptOf, offersFor, postDraftData, postEditorData } from "../../writing";
import { afterWriting } from "../../written";
import { EditPostView } from "./edit-view";

/** A post for its authors and moderators to change. */
const view: ScreenView<typeof PostParams, never> = {
  isLong: true,
  params: PostParams,
  async render({ slug }, tools) {
    const { t, locale, form, actor, search } = tools;
    // If it was deleted in another tab, the form keeps what was typed.
    const found = await findPostInWork(actor, slug, { evenBinned: true });
    if ("state" in found && found.state === "removed" && form.name === null)
      return { to: localePath(locale, "/blog/mine?done=binned"), status: 303 };
    if ("movedTo" in found) return { to: localePath(locale, `/blog/${found.movedTo}/edit`), status: 303 };
    const { state, ownerId } = found;
    const facts = { authors: found.authors.map((author) => author.id), state, ownerId, asked: [] };
    const [pictures, own, offered, draft, typed, isApprover] = await Promise.all([
      listUsablePictures(actor, found.pictures),
      listOwnFiles(actor),
      offersFor(actor, found.slug, form),
      findPageDraft(actor.id, found.id, BODY),
      findFormDraft(actor.id, found.id),
      mayApprove(actor, facts.authors),
    ]);
    const theirs = theirsOf(form, { hasNotes: true });
    return {
      title: t("posts.edit.title", { title: found.title }),
      current: "blog",
      crumbs: blogCrumbs(t, { label: t("posts.mine.title"), href: "/blog/mine" }, { label: found.title }),
      refreshScripts: ["editor.js"],
      body: (
        <EditPostView
          t={t}
          locale={locale}
          form={form}
          done={search.get("done")}
          found={found}
          kept={keptOf(found)}
          pictures={pictures}
          offered={offered}
          refused={own.filter((file) => file.state === "refused" && isLoose(file))}
          clientToken={tokenOf(form)}
          data={postEditorData(
            { slug: found.slug, content: found.content, number: found.number, draft },
            pictures,
            actor,
            tools,
          )}
          text={plainText(found.content, { hasNotes: true })}
          formDraft={postDraftData({ slug: found.slug, draft: typed }, actor, tools)}
          theirs={theirs}
          mayDescribe={can(actor, "post.describe", facts)}
          isModerator={can(actor, "post.publish")}
          mayApprove={isApprover}
          maySubmit={can(actor, "post.submit", facts)}
          mayRemove={state === "draft" && can(actor, "post.remove", facts)}
        />
      ),
    };
  },
};

export const GET = screen(view);

export const POST = screenForm(view, {
  post: spec({
    schema: SavePost,
    command: savePost,
    guards: ["title", "summary", "coverAlt", "text", "content", "note"],
    limit: "post",
    done: (written, { input }) => afterWriting(written, input.step),
  }),
  text: spec({
    schema: PostText.SaveTyped,
    command: saveGivenText,
    guards: ["text", "content", "summary"],
    limit: "save",
    done: (saved, { input }) =>
      saved?.state === "pending" ? `/blog/${input.slug}/edit?done=pending` : `/blog/${input.slug}`,
  }),
  dismiss: spec({
    schema: PostParams.extend(FileId.shape),
    command: removeFile,
    limit: "post",
    done: (_removed, { input }) => `/blog/${input.slug}/edit`,
  }),
  withdraw: spec({
    schema: PostParams,
    command: withdrawPost,
    limit: "post",
    done: ({ slug }) => `/blog/${slug}/edit?done=withdrawn`,
  }),
  remove: spec({
    schema: PostParams,
    command: removePost,
    limit: "post",
    done: () => "/blog/mine?done=removed",
  }),
  preview: spec({
    schema: PostParams,
    command: makePreview,
    limit: "post",
    done: ({ slug }) => `/blog/${slug}/edit`,
    shows: ({ token, expiresAt }) => ({ token, expiresAt: expiresAt.toISOString() }),
  }),
  endPreview: spec({
    schema: EndPreview,
    command: revokePreview,
    limit: "post",
    done: ({ slug }) => `/blog/${slug}/edit?done=ended`,
  }),
});

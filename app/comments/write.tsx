import { z } from "zod";
import { CommentForm, CommentText } from "@/components/comments/comment-parts";
import { UploadOutcome } from "@/components/files/upload-form";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { findComment, findCommented, quoteTyped, refOf } from "@/lib/comments";
import { commentPath } from "@/lib/comments/model";
import { pageAddress } from "@/lib/core/page-address";
import { can } from "@/lib/core/policy";
import { readUploads } from "@/lib/files/model";
import { localePath } from "@/lib/i18n/locales";
import { newBlockId } from "@/lib/text/block-id";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { readAttached } from "./attached";
import { type CommentedPages, commentedPage, mayEnter } from "./commented";

const Id = z.uuid().optional().catch(undefined);
/** `reply` and `quote`: the id of the comment that is replied to; with `quote`, the reply starts with its text. */
const Query = z.object({ reply: Id, quote: Id });

function viewOf(pages: CommentedPages) {
  return {
    params: pages.params,
    query: Query,
    allows: (actor) => can(actor, "comment.write") && mayEnter(pages, actor),
    async render({ slug, reply, quote }, tools) {
      const { t, locale, form, actor, search } = tools;
      const page = await findCommented(pages.of, actor, slug);
      const sentParent = typeof form.values.parent === "string" ? form.values.parent : "";
      const parentId = reply ?? quote ?? (Id.parse(sentParent) || undefined);
      const parent = parentId
        ? (await findComment(pages.of, actor, { slug, id: parentId }).catch(() => null))?.comment
        : undefined;
      const attached = await readAttached({ actor, form, name: "comment", search, has: [] });
      const isClosed = page.isLocked && !can(actor, "comment.moderate");
      const of = pages.word;
      const title = parent ? t("comments.write.reply") : t("comments.write.write", { of });
      return {
        ...commentedPage(pages, t, page, title),
        body: (
          <>
            <UploadOutcome t={t} result={readUploads(search)} />
            <PageHead title={title} sub={<bdi>{page.title}</bdi>} />
            <div className="wrap body flush stack">
              {parent ? <CommentText t={t} locale={locale} comment={parent} /> : null}
              {isClosed && form.name === null ? (
                <Note kind="warn">{t("errors.conflict.comments_locked")}</Note>
              ) : (
                <CommentForm
                  t={t}
                  form={form}
                  name="comment"
                  action={localePath(locale, `${page.path}/comment`)}
                  label={t(`comments.write.label.${of}`)}
                  text={
                    quote && parent
                      ? `${quoteTyped({
                          ref: refOf(parent),
                          name: parent.author?.displayName ?? t("common.formerMember"),
                          content: parent.content,
                        })}\n\n`
                      : ""
                  }
                  hidden={{ parent: parent?.id ?? "", clientToken: newBlockId() + newBlockId() }}
                  button={t("comments.write.post", { of })}
                  attach={{
                    ...attached,
                    locale,
                    next: withQuery(`${page.path}/comment`, { reply: parent?.id }),
                  }}
                />
              )}
            </div>
          </>
        ),
      };
    },
  } satisfies ScreenView<CommentedPages["params"], typeof Query>;
}

/** Writing a comment or a reply: the target of a page's form if something must be corrected. */
export const writing = (pages: CommentedPages) => screen(viewOf(pages));

/** The form for writing a comment. */
export const writingForm = (pages: CommentedPages) =>
  screenForm(viewOf(pages), {
    comment: spec({
      schema: pages.inputs.Write,
      command: pages.commands.write,
      isOnDocument: true,
      guards: ["text"],
      limit: "comment",
      done: ({ slug, id, isHeld }) => {
        const path = pageAddress(pages.of, slug);
        return isHeld ? `${path}/comments/${id}?done=held` : commentPath(path, id);
      },
    }),
  });

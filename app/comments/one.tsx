import { CommentView } from "@/components/comments/comment-view";
import { HeldNote } from "@/components/filters/held-by";
import { findComment, listCommentFiles, typedWithQuotes } from "@/lib/comments";
import { commentPath, isEditable } from "@/lib/comments/model";
import { pageAddress } from "@/lib/core/page-address";
import { can } from "@/lib/core/policy";
import { readUploads } from "@/lib/files/model";
import { findHoldNews } from "@/lib/filtering";
import { listOwnReactions } from "@/lib/page-kinds";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { readAttached } from "./attached";
import { type CommentedPages, commentedPage, mayEnter } from "./commented";

function viewOf(pages: CommentedPages): ScreenView<CommentedPages["inputs"]["One"], never> {
  return {
    params: pages.inputs.One,
    allows: (actor) => mayEnter(pages, actor),
    async render({ slug, id }, { t, locale, form, actor, search }) {
      const { page, comment, ownFlag, flags } = await findComment(pages.of, actor, { slug, id });
      const own = (await listOwnReactions(actor, { kind: pages.of.kind, slug }))[id] ?? [];
      const files = (await listCommentFiles([id])).get(id) ?? [];
      const attached = await readAttached({ actor, form, name: "edit", search, has: files });
      const hold = comment.state === "held" ? await findHoldNews(actor, { comment: id }) : null;
      const mayManage = can(actor, "filter.manage");
      const authorId = comment.author?.id ?? "";
      return {
        ...commentedPage(pages, t, page, t(`comments.write.one.${pages.word}`)),
        body: (
          <CommentView
            {...{ t, locale, form, page, comment, ownFlag, flags }}
            held={hold ? <HeldNote {...{ t, locale, mayManage }} news={hold} /> : null}
            files={files}
            attach={{ ...attached, next: `${page.path}/comments/${id}` }}
            sent={readUploads(search)}
            typed={typedWithQuotes(comment.content, comment.quotes.get(null) ?? [])}
            of={pages.word}
            done={form.name === null ? search.get("done") : null}
            mayEdit={can(actor, "comment.edit", { authorId, isOpen: isEditable(comment, new Date()) })}
            mayRemove={can(actor, "comment.edit", { authorId, isOpen: comment.state !== "removed" })}
            mayModerate={can(actor, "comment.moderate")}
            mayFlag={
              comment.state === "shown" &&
              ownFlag === null &&
              can(actor, "flag.raise", { authorIds: [authorId] })
            }
            own={own}
            mayReact={comment.state === "shown" && can(actor, "comment.react", { authorId })}
          />
        ),
      };
    },
  };
}

/** One comment: for its author to edit or delete, for moderators to show or hide, with its earlier versions. */
export const commentScreen = (pages: CommentedPages) => screen(viewOf(pages));

/** Returns its forms, which lead back to it with the result; after deleting, to the comments of its page. */
export function commentForms(pages: CommentedPages) {
  const { commands, inputs, of } = pages;
  const back =
    (done: "changed" | "flagged" | "shown" | "hidden" | "purged") =>
    (_: unknown, { input }: { input: { slug: string; id: string } }) =>
      `${pageAddress(of, input.slug)}/comments/${input.id}?done=${done}`;
  return screenForm(viewOf(pages), {
    edit: spec({
      schema: inputs.Edit,
      command: commands.edit,
      guards: ["text"],
      limit: "comment",
      done: back("changed"),
    }),
    flag: spec({ schema: inputs.Flag, command: commands.flag, limit: "flag", done: back("flagged") }),
    react: spec({
      schema: inputs.React,
      command: commands.react,
      limit: "reaction",
      done: ({ slug, id }) => commentPath(pageAddress(of, slug), id),
    }),
    remove: spec({
      schema: inputs.One,
      command: commands.remove,
      limit: "comment",
      done: ({ slug }) => `${pageAddress(of, slug)}#comments`,
    }),
    show: spec({ schema: inputs.One, command: commands.show, limit: "review", done: back("shown") }),
    purge: spec({
      schema: inputs.Purge,
      command: commands.purge,
      act: "past.purge.title",
      limit: "review",
      done: back("purged"),
    }),
    hide: spec({ schema: inputs.Hide, command: commands.hide, limit: "review", done: back("hidden") }),
  });
}

import { ReactorsView } from "@/components/comments/reactors";
import { listReactors } from "@/lib/comments";
import { ReactorsQuery } from "@/lib/comments/model";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { readable } from "@/lib/web/pages/readable";
import { type CommentedPages, commentedPage } from "./commented";

/** Who reacted to a comment, for everyone who can read it. */
export const commentReactors = (pages: CommentedPages) =>
  readable(pages.of, {
    params: pages.inputs.One,
    query: ReactorsQuery,
    scopes: ({ slug }) => [pages.of.comments.scope?.(slug) ?? []].flat(),
    async render({ slug, id, page }, { t, locale, reader }) {
      const found = await listReactors(pages.of, reader, { slug, id, page });
      if (!found) throw new DomainError("not_found", "comment");
      return {
        ...commentedPage(pages, t, found.page, t("comments.reactions.title")),
        robots: "noindex",
        scopes: found.reactors.flatMap(({ member }) => (member ? [scope.member(member.handle)] : [])),
        body: <ReactorsView t={t} locale={locale} found={found} of={pages.word} />,
      };
    },
  });

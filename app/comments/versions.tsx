import { CommentVersionsView } from "@/components/comments/comment-versions";
import { findCommentVersions } from "@/lib/comments";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { readable } from "@/lib/web/pages/readable";
import { type CommentedPages, commentedPage } from "./commented";

/** The earlier versions of an edited comment, for everyone who can read it. */
export const commentVersions = (pages: CommentedPages) =>
  readable(pages.of, {
    params: pages.inputs.One,
    scopes: ({ slug }) => [pages.of.comments.scope?.(slug) ?? []].flat(),
    async render({ slug, id }, { t, locale, reader }) {
      const found = await findCommentVersions(pages.of, reader, { slug, id });
      if (!found) throw new DomainError("not_found", "comment");
      // Whoever is named here: the author, and those whom a version quotes.
      const named = [found.comment, ...[...found.quotes.values()].flat()].map(({ author }) => author);
      return {
        ...commentedPage(pages, t, found.page, t("comments.read.versions")),
        robots: "noindex",
        scopes: [...new Set(named.flatMap((one) => one?.handle ?? []))].map(scope.member),
        body: <CommentVersionsView t={t} locale={locale} found={found} of={pages.word} />,
      };
    },
  });

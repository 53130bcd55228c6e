import { CommentVersionsView } from "@/components/comments/comment-versions";
import { findCommentVersions, findMovedPath } from "@/lib/comments";
import { DomainError } from "@/lib/core/errors";
import { pageAddress } from "@/lib/core/page-address";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { readable } from "@/lib/web/pages/readable";
import { type CommentedPages, commentedPage } from "./commented";

/** The earlier versions of an edited comment, for everyone who can read it. */
export const commentVersions = (pages: CommentedPages) =>
  readable(pages.of, {
    params: pages.inputs.One,
    scopes: ({ slug }) => [pages.of.comments.scope?.(slug) ?? []].flat(),
    async render({ slug, id }, { t, locale, reader }) {
      const found = await findCommentVersions(pages.of, reader, { slug, id });
      const path = found ? null : await findMovedPath(pages.of, reader, id);
      if (path && path !== pageAddress(pages.of, slug))
        return { to: localePath(locale, `${path}/comments/${id}/versions`), status: 307 };
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

import { DetailsThen } from "@/components/blog/post-details";
import { picturesOf } from "@/components/blog/post-picture";
import { BODY_PREFIX } from "@/components/blog/post-view";
import { Prose } from "@/components/content/prose";
import { TextRevisionView } from "@/components/revisions/text-revision-view";
import { findPostHead, findPostPage, readBodyAfter, readDetailsAfter } from "@/lib/blog/queries";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import {
  authorsIn,
  findNeighbours,
  findRevisionLine,
  handlesOf,
  RevisionParam,
} from "@/lib/profiles/reading";
import { document } from "@/lib/web/document";
import { leadToPost, PostParams, postCrumbs, postPlace } from "../../post-address";

/** A post's text as it stood after one of its revisions, for good. */
export const GET = document({
  params: PostParams.extend({ number: RevisionParam }),
  scopes: ({ slug }) => [scope.post(slug)],
  async render({ slug, number }, tools) {
    const [head, post] = await Promise.all([findPostHead(slug), findPostPage(slug)]);
    if (!head || !post) return leadToPost(slug, tools);
    const line = await findRevisionLine(head.history, number);
    if (!line) throw new DomainError("not_found", "revision");
    const [content, details, neighbours] = await Promise.all([
      readBodyAfter(head, number),
      readDetailsAfter(head, number),
      findNeighbours(head.history, number),
    ]);
    const { t, locale } = tools;
    return {
      title: t("blog.revision.title", { title: head.title, number }),
      current: "blog",
      robots: "noindex",
      crumbs: postCrumbs(t, head, t("blog.revision.crumb", { number })),
      scopes: handlesOf(authorsIn([line])).map(scope.member),
      body: (
        <TextRevisionView {...{ t, locale, line, neighbours }} place={postPlace(t, locale, head)}>
          {content ? (
            <Prose
              {...{ t, locale, content }}
              prefix={BODY_PREFIX}
              numberOf={() => null}
              headingShift={-1}
              // Pictures that the post still shows; those that it no longer does are only named.
              pictureOf={picturesOf(post.pictures)}
              lang={head.language}
            />
          ) : (
            <p className="dim">{t("profiles.hidden.text")}</p>
          )}
          <DetailsThen {...{ t, locale, details }} />
        </TextRevisionView>
      ),
    };
  },
});

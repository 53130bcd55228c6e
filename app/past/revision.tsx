import { picturesOf } from "@/components/blog/post-picture";
import { Prose } from "@/components/content/prose";
import { scope } from "@/lib/core/versions";
import { findNeighbours } from "@/lib/pages";
import { authorsIn, handlesOf, RevisionNumber } from "@/lib/pages/model";
import { readable } from "@/lib/web/pages/readable";
import { pastPage, requireLine, type TextPages } from "./text-pages";
import { TextRevisionView } from "./text-revision-view";

/** Creates the page of a text as of one of its revisions, permanently. */
export const textRevision = (pages: TextPages) =>
  readable(pages, {
    params: pages.params.extend({ number: RevisionNumber }),
    scopes: ({ slug }) => [pages.scope(slug)],
    async render({ slug, number }, tools) {
      const head = await pages.find(slug, tools);
      if ("to" in head) return head;
      const { t, locale } = tools;
      const line = await requireLine(head.history, number);
      const [content, details, neighbours, pictures] = await Promise.all([
        pages.readAfter(head, number),
        pages.details?.drawAfter(tools, head, number),
        findNeighbours(head.history, number),
        pages.listPictures(head),
      ]);
      return {
        ...pastPage(pages, tools, head, t("past.revision.name", { number })),
        title: t("past.revision.title", { title: head.title, number }),
        scopes: handlesOf(authorsIn([line])).map(scope.member),
        body: (
          <TextRevisionView {...{ t, locale, line, neighbours }} place={pages.place(t, locale, head)}>
            {content ? (
              <Prose
                {...{ t, locale, content }}
                prefix={pages.prefix}
                numberOf={() => null}
                headingShift={-1}
                pictureOf={picturesOf(pictures)}
                lang={head.language}
              />
            ) : (
              <p className="dim">{t("past.hidden.text")}</p>
            )}
            {details}
          </TextRevisionView>
        ),
      };
    },
  });

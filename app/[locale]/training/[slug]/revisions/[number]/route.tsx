import { picturesOf } from "@/components/blog/post-picture";
import { Prose } from "@/components/content/prose";
import { TextRevisionView } from "@/components/revisions/text-revision-view";
import { scope } from "@/lib/core/versions";
import { authorsIn, findNeighbours, handlesOf, RevisionParam } from "@/lib/profiles/reading";
import { listDescriptionPictures, readDescriptionAfter } from "@/lib/training";
import { MaterialParams } from "@/lib/training/model";
import { document } from "@/lib/web/document";
import { materialPlace, pastCrumbs, requireHead, requireLine } from "../../past";

/** A material's description as it stood after one of its revisions, for good. */
export const GET = document({
  params: MaterialParams.extend({ number: RevisionParam }),
  scopes: ({ slug }) => [scope.material(slug)],
  async render({ slug, number }, { locale, t }) {
    const head = await requireHead(slug);
    const line = await requireLine(head, number);
    const [content, neighbours, pictures] = await Promise.all([
      readDescriptionAfter(head, number),
      findNeighbours(head.history, number),
      listDescriptionPictures(head),
    ]);
    return {
      title: t("blog.revision.title", { title: head.title, number }),
      current: "training",
      robots: "noindex",
      crumbs: pastCrumbs(t, head, t("blog.revision.crumb", { number })),
      scopes: handlesOf(authorsIn([line])).map(scope.member),
      body: (
        <TextRevisionView {...{ t, locale, line, neighbours }} place={materialPlace(t, locale, head)}>
          {content ? (
            <Prose
              {...{ t, locale, content }}
              prefix="description"
              numberOf={() => null}
              headingShift={-1}
              pictureOf={picturesOf(pictures)}
              lang={head.language}
            />
          ) : (
            <p className="dim">{t("profiles.hidden.text")}</p>
          )}
        </TextRevisionView>
      ),
    };
  },
});

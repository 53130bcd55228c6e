import { picturesOf } from "@/components/blog/post-picture";
import { Prose } from "@/components/content/prose";
import { previewPictureHref, shownPictures } from "@/lib/files/pictures/model";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";
import type { Content } from "@/lib/text/nodes";
import { Cover } from "./cover";
import { Byline } from "./names";

/** A post before publication, as it will be read. `preview`: the address of the preview link. */
export function DraftArticle(props: {
  t: Translator;
  locale: Locale;
  post: {
    summary: string;
    language: string;
    authors: readonly string[];
    cover: { file: string; alt: string | null } | null;
    content: Content;
    pictures: Parameters<typeof shownPictures>[0];
  };
  preview?: string;
  /** Returns which of the links lead to missing pages of this site. */
  deadLinkOf?: DeadLinkOf;
}) {
  const { t, locale, post, preview } = props;
  const pictureOf = picturesOf(
    shownPictures(post.pictures),
    preview === undefined ? undefined : (...of) => previewPictureHref(preview, ...of),
  );
  return (
    <article className="prose" lang={post.language} dir={direction(post.language)}>
      {post.summary ? <p className="dim lead">{post.summary}</p> : null}
      <p className="small">
        <Byline locale={locale} names={post.authors} />
      </p>
      <Cover cover={post.cover} pictureOf={pictureOf} />
      <Prose
        content={post.content}
        t={t}
        locale={locale}
        prefix="body"
        numberOf={() => null}
        headingShift={-1}
        pictureOf={pictureOf}
        deadLinkOf={props.deadLinkOf}
      />
    </article>
  );
}

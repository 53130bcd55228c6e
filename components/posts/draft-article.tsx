import { Prose } from "@/components/content/prose";
import { Byline } from "@/components/posts/names";
import { pictureHref } from "@/lib/files/model";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Content } from "@/lib/text/nodes";

/** What the pictures of a post are drawn from. */
interface DrawnPicture {
  id: string;
  state: string;
  width: number | null;
  height: number | null;
  pictureWidths: number[];
}

/** A post that has not appeared yet, as it will be read. */
export function DraftArticle(props: {
  t: Translator;
  locale: Locale;
  post: {
    summary: string;
    language: string;
    authors: readonly string[];
    content: Content;
    pictures: readonly DrawnPicture[];
  };
}) {
  const { t, locale, post } = props;
  return (
    <article className="prose" lang={post.language} dir={direction(post.language)}>
      {post.summary ? <p className="dim lead">{post.summary}</p> : null}
      <p className="small">
        <Byline locale={locale} names={post.authors} />
      </p>
      <Prose
        content={post.content}
        t={t}
        locale={locale}
        prefix="body"
        numberOf={() => null}
        pictureOf={(file) => pictureOf(post.pictures, file)}
      />
    </article>
  );
}

/** A picture in the widths in which it was made; null while it is being checked. */
function pictureOf(pictures: readonly DrawnPicture[], file: string) {
  const found = pictures.find((one) => one.id === file && one.state === "clean");
  const widest = found?.pictureWidths.at(-1);
  if (!found?.width || !found.height || widest === undefined) return null;
  const href = (width: number) => pictureHref(found.id, width, "webp");
  return {
    src: href(widest),
    srcSet: found.pictureWidths.map((width) => `${href(width)} ${width}w`).join(),
    width: found.width,
    height: found.height,
  };
}

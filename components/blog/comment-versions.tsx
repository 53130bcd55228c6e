import { Prose } from "@/components/content/prose";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { commentPath } from "@/lib/blog/model";
import type { CommentVersions } from "@/lib/blog/queries/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Content } from "@/lib/text/nodes";
import { AuthorLink } from "./byline";

interface Props {
  t: Translator;
  locale: Locale;
  found: CommentVersions;
}

/** A comment that was changed: what it says now, and before that what it said, the newest first. */
export function CommentVersionsView({ t, locale, found }: Props) {
  const { post, comment, versions } = found;
  const words = (id: string, content: Content) => (
    <div className="said" dir="auto">
      <Prose t={t} locale={locale} content={content} prefix={id} numberOf={() => null} />
    </div>
  );
  return (
    <>
      <PageHead
        title={t("blog.comments.versions")}
        sub={<bdi>{post.title}</bdi>}
        actions={
          <ButtonLink href={localePath(locale, commentPath(post.slug, comment.id))}>
            {t("posts.comment.back")}
          </ButtonLink>
        }
      />
      <ol className="wrap body list">
        <li className="stack g1">
          <p className="meta">
            {comment.author ? <AuthorLink t={t} locale={locale} author={comment.author} /> : null}
            <span>{t("blog.comments.now")}</span>
          </p>
          {comment.content ? words(comment.id, comment.content) : null}
        </li>
        {versions.map(({ number, content, until }) => (
          <li key={number} className="stack g1">
            <p className="meta">
              <span>
                {t.rich("posts.comment.stoodUntil", { when: () => <Time at={until} locale={locale} /> })}
              </span>
            </p>
            {words(`${comment.id}-${number}`, content)}
          </li>
        ))}
      </ol>
    </>
  );
}

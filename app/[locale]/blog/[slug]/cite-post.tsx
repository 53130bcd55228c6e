import { postHref } from "@/components/blog/addresses";
import { authorName, authorsText } from "@/components/blog/byline";
import { CiteThis } from "@/components/citation/cite-this";
import { lineTags } from "@/components/citation/line-tags";
import { dayText } from "@/components/time";
import type { PostPage } from "@/lib/blog/queries/model";
import { citationKey } from "@/lib/citation/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  post: PostPage;
  /** The site's origin. */
  origin: string;
}

/** How to cite a post: the current revision and its authors. */
export function CitePost({ t, locale, post, origin }: Props) {
  const site = t("shell.site");
  const issuedOn = post.publishedAt.toISOString().slice(0, 10);
  const url = origin + postHref("en", post.slug, `/revisions/${post.revision}`);
  return (
    <CiteThis
      t={t}
      isRevision
      plain={t.rich("exports.cite.post", {
        ...lineTags(url),
        authors: authorsText(t, locale, post.authors),
        title: post.title,
        site,
        day: dayText(issuedOn, locale, true),
        number: post.revision,
      })}
      cited={{
        key: citationKey("octopus", post.slug, `r${post.revision}`),
        type: "post-weblog",
        title: post.title,
        authors: post.authors.map((author) => authorName(t, author)),
        site,
        issuedOn,
        version: { is: "revision", name: String(post.revision) },
        url,
        language: post.language,
      }}
    />
  );
}

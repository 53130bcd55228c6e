import { Prose } from "@/components/content/prose";
import { withQuery } from "@/components/profiles/addresses";
import { RevisionNote } from "@/components/profiles/revision-note";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { PostDetailsThen, PostHead, PostPicture } from "@/lib/blog/queries/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Neighbours, RevisionLine } from "@/lib/profiles/reading/model";
import type { Content } from "@/lib/text/nodes";
import { postHref } from "./addresses";
import { DetailsThen } from "./post-details";
import { picturesOf } from "./post-picture";
import { BODY_PREFIX } from "./post-view";

interface Props {
  t: Translator;
  locale: Locale;
  head: PostHead;
  line: RevisionLine;
  content: Content;
  details: PostDetailsThen;
  neighbours: Neighbours;
  /** Pictures that the post still shows; those that it no longer does are only named. */
  pictures: readonly PostPicture[];
}

/** A post's text as it stood after one of its revisions. */
export function PostRevisionView({ t, locale, head, line, content, details, neighbours, pictures }: Props) {
  const { number } = line;
  const to = (other: number) => postHref(locale, head.slug, `/revisions/${other}`);
  const isNewest = neighbours.next === null;
  return (
    <>
      <PageHead title={head.title} sub={t("blog.revision.crumb", { number })} />
      <div className="wrap body flush stack g5">
        <Note
          kind={isNewest ? "plain" : "warn"}
          title={t(isNewest ? "blog.revision.isCurrent" : "blog.revision.banner", { number })}
        >
          <RevisionNote t={t} locale={locale} line={line} />
        </Note>
        <nav className="row" aria-label={t("profiles.revision.ways")}>
          <ButtonLink href={postHref(locale, head.slug)}>{t("profiles.revision.current")}</ButtonLink>
          <ButtonLink href={withQuery(postHref(locale, head.slug, "/diff"), { to: number })}>
            {t("profiles.revision.see")}
          </ButtonLink>
          {neighbours.previous === null ? null : (
            <ButtonLink href={to(neighbours.previous)} rel="prev">
              {t("profiles.revision.previous")}
            </ButtonLink>
          )}
          {neighbours.next === null ? null : (
            <ButtonLink href={to(neighbours.next)} rel="next">
              {t("profiles.revision.next")}
            </ButtonLink>
          )}
        </nav>
        <Prose
          t={t}
          locale={locale}
          content={content}
          prefix={BODY_PREFIX}
          numberOf={() => null}
          headingShift={-1}
          pictureOf={picturesOf(pictures)}
          lang={head.language}
        />
        <DetailsThen t={t} locale={locale} details={details} />
      </div>
    </>
  );
}

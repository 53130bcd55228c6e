import { MemberLink } from "@/components/member-link";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { type CommentVersions, type CommentWord, commentPath } from "@/lib/comments/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Content } from "@/lib/text/nodes";
import { CommentWords } from "./quotes";

interface Props {
  t: Translator;
  locale: Locale;
  found: CommentVersions;
  of: CommentWord;
}

/** A comment that was edited: its current text, then its earlier versions, newest first. */
export function CommentVersionsView({ t, locale, found, of }: Props) {
  const { page, comment, versions } = found;
  const words = (id: string, content: Content, version: number | null) => (
    <CommentWords {...{ t, locale, content }} prefix={id} quotes={found.quotes.get(version) ?? []} />
  );
  return (
    <>
      <PageHead
        title={t("comments.read.versions")}
        sub={<bdi>{page.title}</bdi>}
        actions={
          <ButtonLink href={localePath(locale, commentPath(page.path, comment.id))}>
            {t("comments.write.back", { of })}
          </ButtonLink>
        }
      />
      <ol className="wrap body list">
        <li className="stack g1">
          <p className="meta">
            <MemberLink t={t} locale={locale} member={comment.author} />
            <span>{t("comments.read.now")}</span>
          </p>
          {comment.content ? words(comment.id, comment.content, null) : null}
        </li>
        {versions.map(({ number, content, until }) => (
          <li key={number} className="stack g1" id={`v${number}`}>
            <p className="meta">
              <span>
                {t.rich("comments.write.stoodUntil", { when: () => <Time at={until} locale={locale} /> })}
              </span>
            </p>
            {words(`${comment.id}-${number}`, content, number)}
          </li>
        ))}
      </ol>
    </>
  );
}

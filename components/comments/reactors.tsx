import { MemberLink } from "@/components/member-link";
import { Pager } from "@/components/pager";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import { type CommentWord, commentPath, type Reactors } from "@/lib/comments/model";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  found: Reactors;
  of: CommentWord;
}

/** Who reacted to a comment, and how. */
export function ReactorsView({ t, locale, found, of }: Props) {
  const { page, comment, reactors, number, hasNext } = found;
  const here = localePath(locale, `${page.path}/comments/${comment.id}/reactions`);
  const at = (n: number) => withQuery(here, { page: n === 1 ? undefined : n });
  return (
    <>
      <PageHead
        title={t("comments.reactions.title")}
        sub={<bdi>{page.title}</bdi>}
        actions={
          <ButtonLink href={localePath(locale, commentPath(page.path, comment.id))}>
            {t("comments.write.back", { of })}
          </ButtonLink>
        }
      />
      <div className="wrap body flush stack">
        {reactors.length === 0 ? (
          <Empty>{t("comments.reactions.none")}</Empty>
        ) : (
          <ul className="list">
            {reactors.map(({ member, reactions }, place) => (
              <li key={member?.handle ?? `former-${place}`} className="row">
                <MemberLink t={t} locale={locale} member={member} />
                <span className="meta">
                  {listText(
                    reactions.map((one) => t(`comments.reactions.${one}`)),
                    locale,
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
        <Pager
          t={t}
          label={t("comments.reactions.pages")}
          previous={number > 1 ? at(number - 1) : null}
          next={hasNext ? at(number + 1) : null}
        />
      </div>
    </>
  );
}

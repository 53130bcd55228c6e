import { Fragment } from "react";
import { MemberLink } from "@/components/member-link";
import { Avatar } from "@/components/ui/tag";
import type { Author } from "@/lib/blog/queries/model";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
}

/** Returns an author's name as text. */
export function authorName(t: Translator, author: Author): string {
  return author === "former" ? t("common.formerMember") : author.displayName;
}

/** Returns the authors of a post as one line of text. */
export function authorsText(t: Translator, locale: Locale, authors: readonly Author[]): string {
  return listText(
    authors.map((author) => authorName(t, author)),
    locale,
  );
}

/** An author's name as a link to the public page; for someone who has left, only "Former member". */
export function AuthorLink({ t, locale, author }: Props & { author: Author }) {
  return <MemberLink t={t} locale={locale} member={author === "former" ? null : author} />;
}

/** The authors of a post in the order of the byline, each with their institution if it is public. */
export function Byline({ t, locale, authors }: Props & { authors: readonly Author[] }) {
  return (
    <div className="row small">
      {authors.map((author, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
        <div className="row byline" key={n}>
          <Avatar name={authorName(t, author)} />
          <span>
            <b>
              <AuthorLink t={t} locale={locale} author={author} />
            </b>
            {author !== "former" && author.institution ? (
              <>
                <br />
                <bdi className="dim">{author.institution}</bdi>
              </>
            ) : null}
          </span>
        </div>
      ))}
    </div>
  );
}

/** The authors of a post in a list: names only. */
export function Names({ t, authors }: Pick<Props, "t"> & { authors: readonly Author[] }) {
  return authors.map((author, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
    <Fragment key={n}>
      {n > 0 ? " · " : null}
      <bdi>{authorName(t, author)}</bdi>
    </Fragment>
  ));
}

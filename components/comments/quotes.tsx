import { Fragment } from "react";
import { Prose, type ProseProps } from "@/components/content/prose";
import { Said } from "@/components/content/said";
import { MemberLink } from "@/components/member-link";
import { commentPath, placedIn, type QuoteLine } from "@/lib/comments/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

type Props = Pick<ProseProps, "t" | "locale" | "content" | "prefix" | "deadLinkOf"> & {
  quotes: readonly QuoteLine[];
};

/** The words of a comment, with what it quotes above the block that answers it. */
export function CommentWords({ quotes, ...prose }: Props) {
  const { t, locale, prefix, deadLinkOf } = prose;
  const placed = placedIn(prose.content, quotes);
  const at = (before: string | null) =>
    placed
      .filter((quote) => quote.before === before)
      .map((quote) => (
        <Quote key={quote.id} {...{ t, locale, quote, deadLinkOf }} prefix={`${prefix}-${quote.id}`} />
      ));
  return (
    <Said
      {...prose}
      around={(id, block) => (
        <Fragment key={id}>
          {at(id)}
          {block}
        </Fragment>
      )}
    >
      {at(null)}
    </Said>
  );
}

/** One quotation: the words while readers may see them, whose they are, and whether they are what it says today. */
function Quote(props: Omit<Props, "quotes" | "content"> & { quote: QuoteLine }) {
  const { t, locale, quote, prefix, deadLinkOf } = props;
  const { of, state, words } = quote;
  const word = of.number === null ? "comment" : "reply";
  return (
    <blockquote>
      {words ? (
        <Prose {...{ t, locale, prefix, deadLinkOf }} content={words} hasMoments numberOf={() => null} />
      ) : (
        <p className="dim">{t(`comments.quoted.${state === "shown" ? "gone" : state}`, { of: word })}</p>
      )}
      <Source t={t} locale={locale} quote={quote} />
    </blockquote>
  );
}

/** Where a quotation is from. Nothing if the reader does not see that comment. */
function Source({ t, locale, quote }: { t: Translator; locale: Locale; quote: QuoteLine }) {
  const { of, author, isEdited, saidIn } = quote;
  if (of.path === null) return null;
  const href = localePath(locale, commentPath(of.path, of.id));
  return (
    <p className="meta">
      <span>
        {t.rich(of.number === null ? "comments.quoted.comment" : "comments.quoted.reply", {
          number: of.number ?? 0,
          who: () => <MemberLink t={t} locale={locale} member={author} />,
          link: (text) => <a href={href}>{text}</a>,
        })}
      </span>
      {isEdited ? <EditedSince t={t} locale={locale} path={of.path} id={of.id} version={saidIn} /> : null}
    </p>
  );
}

/** Says that a comment was edited since it was quoted or answered, with a link to what it said then. */
export function EditedSince(props: {
  t: Translator;
  locale: Locale;
  /** The page with the comment. */
  path: string;
  id: string;
  /** The earlier version; null if it is not there any more. */
  version: number | null;
}) {
  const { t, locale, path, id, version } = props;
  if (version === null) return <span>{t("comments.quoted.edited")}</span>;
  return (
    <a href={localePath(locale, `${path}/comments/${id}/versions#v${version}`)} rel="nofollow">
      {t("comments.quoted.editedThen")}
    </a>
  );
}

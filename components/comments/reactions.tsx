import { PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { REACTIONS, type Reaction, type ReactionCounts } from "@/lib/comments/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/**
 * The reactions to a comment: how many members gave each, and a button to give it or to take it back. Without scripts a
 * document cannot know what its reader gave, so its buttons give; the comment's own screen takes back.
 */
export function Reactions(props: {
  t: Translator;
  locale: Locale;
  /** The page: its path without language, and how scripts name it ("discussion/12"). */
  page: { path: string; on: string };
  id: string;
  counts: ReactionCounts;
  /** Handle of the author, who does not react to it; null for a former member. */
  author: string | null;
  /** The reader's own reactions; null in a document, where a script shows them. */
  own: readonly Reaction[] | null;
  /** Whether the reader wrote the comment. */
  isOwn?: boolean;
}) {
  const { t, locale, page, id, counts, author, own, isOwn } = props;
  const at = localePath(locale, `${page.path}/comments/${id}`);
  const isNone = REACTIONS.every((one) => counts[one] === 0);
  return (
    <div className="row" data-reactions={id} data-on={page.on} data-author={author ?? undefined}>
      <ReactionButtons t={t} action={at} counts={counts} own={own} isOff={isOwn} />
      <a className="small" href={`${at}/reactions`} rel="nofollow" hidden={isNone}>
        {t("comments.reactions.who")}
      </a>
    </div>
  );
}

/** The buttons to react to a comment. */
export function ReactionButtons(props: {
  t: Translator;
  action: string;
  counts?: ReactionCounts;
  own: readonly Reaction[] | null;
  /** Whether they cannot be pressed. */
  isOff?: boolean | undefined;
}) {
  const { t, action, counts, own, isOff = false } = props;
  return (
    <PostForm t={t} name="react" action={action} className="row">
      {REACTIONS.map((one) => {
        const isOwn = own?.includes(one);
        return (
          <Button
            key={one}
            kind="quiet"
            size="sm"
            name={isOwn ? "take" : "give"}
            value={one}
            aria-pressed={isOwn}
            disabled={isOff}
          >
            {t(`comments.reactions.${one}`)}{" "}
            <span className="num">
              {counts?.[one] ? t("comments.reactions.number", { count: counts[one] }) : null}
            </span>
          </Button>
        );
      })}
    </PostForm>
  );
}

import { Note } from "@/components/ui/note";
import type { Holder, HoldNews } from "@/lib/filtering/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  /** Whether the reader may open filters: only then their names are links. */
  mayManage: boolean;
}

/** The names of the filters that hold a text, for moderators; nothing if none does. */
export function HeldBy({
  t,
  locale,
  mayManage,
  holders,
}: Props & { holders: readonly Holder[] | undefined }) {
  return (holders ?? []).map(({ id, name }) => (
    <span key={id}>
      {t.rich("filters.held.by", {
        name: () =>
          mayManage ? (
            <a href={localePath(locale, `/admin/filters/${id}`)}>
              <bdi>{name}</bdi>
            </a>
          ) : (
            <bdi>{name}</bdi>
          ),
      })}
    </span>
  ));
}

/** Why a text waits that a filter holds: with the explanation, and for moderators the names of the filters. */
export function HeldNote({ news, ...props }: Props & { news: HoldNews }) {
  return (
    <Note kind="warn">
      <div className="stack g3">
        <p>{props.t("filters.held.note")}</p>
        {news.explanations.map((one) => (
          <p key={one} dir="auto">
            {one}
          </p>
        ))}
        {news.holders.length > 0 ? (
          <p className="meta">
            <HeldBy {...props} holders={news.holders} />
          </p>
        ) : null}
      </div>
    </Note>
  );
}

import { HistoryForm } from "@/components/revisions/history-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import type { Page } from "@/lib/core/paging";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { RevisionLine } from "@/lib/pages/model";
import type { TextPlace } from "./text-place";

/** Every revision of a text since publication; any two can be compared. */
export function TextHistoryView(props: {
  t: Translator;
  locale: Locale;
  place: TextPlace;
  words: { title: string; sub: string; nothing: string };
  history: Page<RevisionLine>;
}) {
  const { t, locale, place, words, history } = props;
  return (
    <>
      <PageHead
        title={words.title}
        sub={words.sub}
        actions={<ButtonLink href={place.href()}>{place.back}</ButtonLink>}
      />
      <HistoryForm
        {...{ t, locale, history }}
        href={place.href}
        changeHref={({ number }) => withQuery(place.href("/diff"), { to: number })}
        className="wrap body flush stack"
        nothing={<p className="dim">{words.nothing}</p>}
      />
    </>
  );
}

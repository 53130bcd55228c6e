import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { PLACES } from "./places";

/**
 * The site's search form: in the header or, larger, on the search page. A page has only one, for the keyboard
 * shortcut and for assistive technology.
 */
export function SearchForm(props: {
  t: Translator;
  locale: Locale;
  /** Whether the page is a member's: the search then finds more. */
  isOwn: boolean;
  landmark: string;
  label: string;
  asked?: string | undefined;
  isStart?: boolean;
}) {
  const { t, locale, isOwn, landmark, label, asked, isStart } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: old browsers do not know the search element
    <form
      className={classNames("find", isStart && "start")}
      role="search"
      aria-label={landmark}
      action={localePath(locale, isOwn ? PLACES.ownSearch : PLACES.search)}
      data-own-action={isOwn ? undefined : localePath(locale, PLACES.ownSearch)}
    >
      <label className="vh" htmlFor="q">
        {label}
      </label>
      <input
        id="q"
        name="q"
        type="search"
        maxLength={200}
        placeholder={label}
        defaultValue={asked}
        autoComplete="off"
        aria-keyshortcuts="/"
        data-suggest={`/api/v1/suggestions?lang=${locale}`}
        data-suggest-label={t("search.suggestions")}
      />
      <button type="submit" aria-label={t("shell.search.button")}>
        <Icon name="search" />
      </button>
    </form>
  );
}

import { Icon } from "@/components/ui/icon";
import { LOCALE_NAMES, type Locale, localePath } from "@/lib/i18n/locales";
import { offeredLocales } from "@/lib/i18n/site-words";
import type { Translator } from "@/lib/i18n/translator";
import { type CornerMember, MemberCorner, VisitorCorner } from "./account-corner";
import { Brand, type SiteLogo } from "./brand";
import { type MainPlace, PLACES } from "./places";
import { SearchForm } from "./search-form";

interface Props {
  t: Translator;
  locale: Locale;
  /** The path of the page without language, with its query. */
  path: string;
}

/** The band at the top of every page: brand, search, language, appearance and account. */
export function SiteHeader(
  props: Props & { actor?: CornerMember | null; logo: SiteLogo | null; hasSearch: boolean },
) {
  const { t, locale, path, actor, logo, hasSearch } = props;
  return (
    <header className="site">
      <div className="wrap bar">
        <Brand t={t} locale={locale} logo={logo} />
        {hasSearch ? (
          <SearchForm
            t={t}
            locale={locale}
            isOwn={Boolean(actor)}
            landmark={t("shell.search.landmark")}
            label={t("shell.search.label")}
            asked={askedFor(path)}
          />
        ) : null}
        <div className="tools">
          <LanguageMenu t={t} locale={locale} path={path} actor={actor} />
          <ThemeMenu t={t} />
          {actor ? (
            <MemberCorner t={t} locale={locale} member={actor} />
          ) : (
            <VisitorCorner t={t} locale={locale} />
          )}
          <button type="button" className="burger" popoverTarget="nav" aria-label={t("shell.menu.open")}>
            <Icon name="menu" />
          </button>
        </div>
      </div>
    </header>
  );
}

/** Returns the search words if the page is a search, so that they can be changed. */
function askedFor(path: string): string | undefined {
  const [place, query = ""] = path.split("?");
  const isSearch = place === PLACES.search || place === PLACES.ownSearch;
  return isSearch ? (new URLSearchParams(query).get("q") ?? undefined) : undefined;
}

/**
 * Links to the same page in other languages, each named in itself. `enhance/language` remembers the choice. A
 * member's own page also links to the setting for the account's language, which works without scripts.
 */
function LanguageMenu({ t, locale, path, actor }: Props & { actor?: CornerMember | null }) {
  return (
    <details className="menu" data-own-language={actor?.locale}>
      <summary>
        <Icon name="globe" />
        <span className="vh">{t("shell.language", { name: LOCALE_NAMES[locale] })}</span>
        <span className="wide" aria-hidden="true">
          {locale.toUpperCase()}
        </span>
      </summary>
      <ul className="pop">
        {offeredLocales().map((other) => (
          <li key={other}>
            <a
              href={localePath(other, path)}
              lang={other}
              hrefLang={other}
              data-language={other}
              aria-current={other === locale ? "true" : undefined}
            >
              {LOCALE_NAMES[other]}
            </a>
          </li>
        ))}
        {actor ? (
          <li>
            <a href={localePath(locale, `${PLACES.mailSettings}#language-title`)}>{t("shell.ownLanguage")}</a>
          </li>
        ) : null}
      </ul>
    </details>
  );
}

const THEMES = ["system", "light", "dark"] as const;

/**
 * The choice of light, dark, or the device's setting. The script shows the menu and stores the choice on this
 * device.
 */
function ThemeMenu({ t }: { t: Translator }) {
  return (
    <details className="menu wide" data-theme-menu="" hidden>
      <summary>
        <Icon name="moon" />
        <span className="vh">{t("shell.theme.label")}</span>
      </summary>
      <ul className="pop">
        {THEMES.map((theme) => (
          <li key={theme}>
            <button type="button" data-theme-choice={theme}>
              {t(`shell.theme.${theme}`)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The main menu: a row, or a sheet on narrow screens. */
export function MainNav({
  t,
  locale,
  current,
  isSignedIn,
  places,
}: Omit<Props, "path"> & {
  current?: MainPlace | null;
  isSignedIn: boolean;
  places: readonly MainPlace[];
}) {
  return (
    <nav className="nav" id="nav" popover="auto" aria-label={t("shell.nav.label")}>
      <button
        type="button"
        className="btn ic x"
        popoverTarget="nav"
        popoverTargetAction="hide"
        aria-label={t("shell.menu.close")}
      >
        <Icon name="x" />
      </button>
      <ul className="wrap">
        {places.map((place) => (
          <li key={place}>
            <a href={localePath(locale, PLACES[place])} aria-current={place === current ? "true" : undefined}>
              {t(`shell.nav.${place}`)}
            </a>
          </li>
        ))}
        {isSignedIn ? null : (
          <li className="narrow-only" data-visitor="">
            <a href={localePath(locale, PLACES.join)}>{t("shell.join")}</a>
          </li>
        )}
        <li className="narrow-only themes" data-theme-menu="" hidden>
          <p className="small dim">{t("shell.theme.label")}</p>
          <div className="row">
            {THEMES.map((theme) => (
              <button type="button" className="btn sm" key={theme} data-theme-choice={theme}>
                {t(`shell.theme.${theme}`)}
              </button>
            ))}
          </div>
        </li>
      </ul>
    </nav>
  );
}

import { type Locale, localePath, splitLocale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { PLACES } from "./places";

export interface Crumb {
  href?: string;
  label: string;
}

/** Returns a crumb's address in the page's language; an address with a language stays unchanged. */
function inLanguage(locale: Locale, href: string): string {
  return splitLocale(href).path === href ? localePath(locale, href) : href;
}

/** The path from the front page, which is added automatically, to the page itself, which is the last crumb. */
export function Crumbs({ t, locale, crumbs }: { t: Translator; locale: Locale; crumbs: readonly Crumb[] }) {
  const home = localePath(locale, PLACES.home);
  const isHomeGiven = crumbs[0]?.href !== undefined && inLanguage(locale, crumbs[0].href) === home;
  const all: readonly Crumb[] = isHomeGiven
    ? crumbs
    : [{ href: PLACES.home, label: t("shell.crumbs.home") }, ...crumbs];
  return (
    <nav className="wrap crumbs" aria-label={t("shell.crumbs.label")}>
      <ol>
        {all.map((crumb, index) => {
          const isLast = index === all.length - 1;
          return (
            <li key={`${crumb.href ?? ""}|${crumb.label}`} aria-current={isLast ? "page" : undefined}>
              {crumb.href && !isLast ? (
                <a href={inLanguage(locale, crumb.href)}>{crumb.label}</a>
              ) : (
                crumb.label
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

import type { ReactNode } from "react";
import { editHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { isBare, listPlaced, listUnwritten } from "@/components/profiles/unwritten";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfilePage } from "@/lib/profiles/reading/model";
import { watchPath } from "@/lib/watching/model";
import { importHref } from "./import/addresses";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
  /** Language in which the page is requested: new sections are started in it. */
  language: string;
  isCurrent: boolean;
  changed?: string | undefined;
  /** Draws the note at the section to which a save that awaits review led. */
  saved?: ((section: SectionKey) => ReactNode) | undefined;
}

/** Anchor of the list of unwritten sections. */
export const UNWRITTEN = "unwritten";

/** The unwritten sections in one list: each keeps its anchor and links to its editor. */
export function UnwrittenSections({ t, locale, page, language, isCurrent, changed, saved }: Props) {
  const entries = listUnwritten(page, { changed });
  if (entries.length === 0) return null;
  const placed = new Set(listPlaced(page, { changed }).map(({ key }) => key));
  return (
    <section id={UNWRITTEN} aria-labelledby="title-of-unwritten">
      <h2 className="sec">
        <span id="title-of-unwritten">{t("profiles.unwritten.title", { count: entries.length })}</span>
      </h2>
      <p className="dim">
        {t(isCurrent ? "profiles.unwritten.invite" : "profiles.unwritten.past")}{" "}
        {isCurrent ? <a href={importHref(locale, page.head.slug)}>{t("imports.link")}</a> : null}
        {isCurrent && !isBare(page) ? (
          <>
            {" · "}
            <a href={localePath(locale, watchPath({ kind: "profile", slug: page.head.slug }))} rel="nofollow">
              {t("profiles.unwritten.notify")}
            </a>
          </>
        ) : null}
      </p>
      <ul className="places">
        {entries.map(({ key, number }) => {
          const name = `${number} ${sectionTitle(t, key)}`;
          return (
            <li key={key} id={placed.has(key) ? undefined : key}>
              {isCurrent ? (
                <a href={beginHref(locale, page.head.slug, key, language)}>
                  <span className="vh">{t("profiles.unwritten.edit")} </span>
                  {name}
                </a>
              ) : (
                name
              )}
              {placed.has(key) ? null : saved?.(key)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Returns the edit link of an empty section, in the page's language. */
export function beginHref(locale: Locale, slug: string, key: SectionKey, language: string): string {
  const isOther = recordsKindOf(key) === null && language !== DEFAULT_CONTENT_LANGUAGE;
  return editHref(locale, slug, key, isOther ? language : undefined);
}

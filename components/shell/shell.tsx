import type { ReactNode } from "react";
import { Note } from "@/components/ui/note";
import { DEFAULT_LOCALE, direction, type Locale, localePath } from "@/lib/i18n/locales";
import { offeredLocales } from "@/lib/i18n/site-words";
import type { Translator } from "@/lib/i18n/translator";
import { MAIN_PLACES } from "@/lib/site-settings/model";
import { type CornerMember, MemberCorner } from "./account-corner";
import { Announcements } from "./announcements";
import type { SiteLogo } from "./brand";
import { type Crumb, Crumbs } from "./crumbs";
import { SiteFooter } from "./footer";
import { CardMeta, FeedLinks } from "./found";
import { MainNav, SiteHeader } from "./header";
import { LanguageOffer } from "./language-offer";
import type { Card, Feed } from "./page-head";
import type { MainPlace } from "./places";
import { ShortcutList } from "./shortcuts";

/** The settings of the site that the frame shows. */
export interface SiteLook {
  /** Address for visitors; empty: none. */
  contact: string;
  /** In place of the octopus; null: none. */
  logo: SiteLogo | null;
  /** Address of the icon of tabs; null: the octopus. */
  icon: string | null;
  /** The main menu. */
  places: readonly MainPlace[];
  /** Shown today, with an id that changes with the text. */
  announcements: readonly { id: string; text: Readonly<Record<Locale, string>> }[];
  /** Address of a further style sheet; null: none. */
  styles: string | null;
}

/** What a site looks like that nobody has changed. */
const UNTOUCHED: SiteLook = {
  contact: "",
  logo: null,
  icon: null,
  places: MAIN_PLACES,
  announcements: [],
  styles: null,
};

/** The description of a page for its head and its frame. */
export interface PageMeta {
  title: string;
  description?: string;
  /** The path without language, with the query that identifies the page. */
  path: string;
  robots?: "noindex";
  /** The crumbs without the front page, which is added. */
  crumbs?: Crumb[];
  current?: MainPlace | null;
  /** False if the page does not exist in the other languages. */
  alternates?: boolean;
  /** The canonical path without language, if the page is available at several addresses. */
  canonical?: string;
  /** The path without language in the other interface languages, if it differs. */
  alternatePath?: string;
  /** The same page in languages that the interface does not have: their tags, and paths without language. */
  languages?: { language: string; path: string }[];
  /** For screens only: a document is the same for everyone. */
  actor?: CornerMember | null;
  /** What administrators chose for every page. */
  look?: SiteLook;
  /** An administrator's notice on every page. */
  banner?: string;
  /** The origin line on paper, if it is more than the address; `noindex` pages have no other. */
  printed?: string;
  /** The page is a search itself: its header has no search form. */
  isSearch?: boolean;
  /** What readers by keyboard look for on the page, after the link to its main part. */
  skips?: readonly Crumb[];
  /** Feeds of the page's content. */
  feeds?: readonly Feed[];
  /** The preview that other sites show for the page. */
  card?: Card;
  /** Additional files of `enhance/` that this page loads. */
  refreshScripts?: string[];
}

/** The addresses of the page's files, and the site's origin for absolute links. */
export interface PageFiles {
  asset: (name: string) => string;
  origin?: string;
}

type Frame = PageMeta & { locale: Locale; t: Translator; children: ReactNode };
type Body = Frame & Pick<PageFiles, "origin">;

/** A complete page: head, header, menu, crumbs, `children` as its main part, footer. */
export function Shell(props: Frame & PageFiles) {
  const { locale, t } = props;
  return (
    <html lang={locale} dir={direction(locale)}>
      {/* biome-ignore lint/style/noHeadElement: a whole document of our own, not a page of the framework */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{pageTitle(t, props.title)}</title>
        {props.description ? <meta name="description" content={props.description} /> : null}
        {props.robots ? <meta name="robots" content={props.robots} /> : null}
        <AddressLinks {...props} />
        <FeedLinks {...props} />
        {props.card ? <CardMeta {...props} card={props.card} /> : null}
        <HeadFiles
          asset={props.asset}
          locale={locale}
          scripts={props.refreshScripts}
          look={props.look ?? UNTOUCHED}
        />
      </head>
      <body>
        <ShellBody {...props} />
      </body>
    </html>
  );
}

/** Returns the page's title, "Senegal | Octopus Community"; the front page's title already contains the site's name. */
function pageTitle(t: Translator, title: string): string {
  const site = t("shell.site");
  return title.startsWith(site) ? title : `${title} | ${site}`;
}

/** Links to the page's canonical address and to the same page in other languages. */
function AddressLinks(props: Frame & PageFiles) {
  const { path, locale, alternates = true, origin = "", canonical = path, languages = [] } = props;
  const { alternatePath = canonical } = props;
  const links: [string, string][] = [
    ...offeredLocales().map((other): [string, string] => [other, localePath(other, alternatePath)]),
    ...languages.map((one): [string, string] => [one.language, one.path]),
    ["x-default", localePath(DEFAULT_LOCALE, alternatePath)],
  ];
  return (
    <>
      {props.robots === "noindex" && !alternates ? null : (
        <link rel="canonical" href={origin + localePath(locale, canonical)} />
      )}
      {alternates
        ? links.map(([language, href]) => (
            <link key={language} rel="alternate" hrefLang={language} href={origin + href} />
          ))
        : null}
    </>
  );
}

/** Scripts that are loaded in parts (`scripts/assets.mjs`). */
const MODULES: ReadonlySet<string> = new Set(["editor.js", "records.js", "forms.js", "request.js"]);

/** Style sheet, scripts and icon. The theme is set before anything is drawn; the rest may load later. */
function HeadFiles(props: {
  asset: (name: string) => string;
  locale: Locale;
  scripts?: string[];
  look: SiteLook;
}) {
  const { asset, locale, scripts = [] } = props;
  const { styles, icon } = props.look;
  return (
    <>
      <meta name="color-scheme" content="light dark" />
      <script src={asset("theme.js")} />
      <link rel="stylesheet" href={asset("app.css")} />
      {styles ? <link rel="stylesheet" href={styles} /> : null}
      {direction(locale) === "ltr" ? <FontHints asset={asset} /> : null}
      {icon ? (
        <link rel="icon" type="image/webp" href={icon} />
      ) : (
        <link rel="icon" type="image/svg+xml" href={asset("favicon.svg")} />
      )}
      <script src={asset("app.js")} defer />
      {scripts.map((name) =>
        MODULES.has(name) ? (
          <script key={name} src={asset(name)} type="module" />
        ) : (
          <script key={name} src={asset(name)} defer />
        ),
      )}
    </>
  );
}

/** Preloads the two fonts that every Latin page needs, before the style sheet has been read. */
function FontHints({ asset }: { asset: (name: string) => string }) {
  return (
    <>
      <link
        rel="preload"
        as="font"
        type="font/woff2"
        crossOrigin="anonymous"
        href={asset("sans-latin.woff2")}
      />
      <link
        rel="preload"
        as="font"
        type="font/woff2"
        crossOrigin="anonymous"
        href={asset("serif-latin.woff2")}
      />
    </>
  );
}

/** The body of every page. */
function ShellBody(props: Body) {
  const { locale, t, path, actor, banner, crumbs, current, isSearch, children } = props;
  const look = props.look ?? UNTOUCHED;
  return (
    <>
      <a className="skip" href="#main">
        {t("shell.skip")}
      </a>
      <Skips {...props} />
      <LanguageOffer locale={locale} path={path} />
      <SiteHeader t={t} locale={locale} path={path} actor={actor} logo={look.logo} hasSearch={!isSearch} />
      <MainNav t={t} locale={locale} current={current} isSignedIn={Boolean(actor)} places={look.places} />
      <Announcements t={t} locale={locale} list={look.announcements} />
      {banner ? (
        <div className="banner warn">
          <div className="wrap">
            <Note kind="warn" icon="info">
              <bdi>{banner}</bdi>
            </Note>
          </div>
        </div>
      ) : null}
      {crumbs && crumbs.length > 0 ? <Crumbs t={t} locale={locale} crumbs={crumbs} /> : null}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Printed {...props} />
      <SiteFooter t={t} locale={locale} contact={look.contact} />
      {actor ? null : (
        <template id="member-corner">
          <MemberCorner t={t} locale={locale} member={null} />
        </template>
      )}
      <ShortcutList t={t} />
    </>
  );
}

/** Links that are seen only when the keyboard reaches them, before the header with its many links. */
function Skips({ t, skips = [] }: Body) {
  if (skips.length === 0) return null;
  return (
    <nav aria-label={t("shell.skips")}>
      {skips.map(({ label, href }) => (
        <a key={href} className="skip" href={href}>
          {label}
        </a>
      ))}
    </nav>
  );
}

/** The address of a printed page, on paper only. Pages for one person show it only with their own origin line. */
function Printed({ t, locale, path, robots, actor, origin = "", printed }: Body) {
  const isForAll = robots === undefined && !actor;
  const place = { site: t("shell.site"), address: origin + localePath(locale, path) };
  const text = printed ?? (isForAll ? t("exports.printed", place) : null);
  return text === null ? null : <p className="wrap only-print">{text}</p>;
}

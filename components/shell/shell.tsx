import type { ReactNode } from "react";
import { Note } from "@/components/ui/note";
import { DEFAULT_LOCALE, direction, LOCALES, type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type CornerMember, MemberCorner } from "./account-corner";
import { type Crumb, Crumbs } from "./crumbs";
import { SiteFooter } from "./footer";
import { CardMeta, FeedLinks } from "./found";
import { MainNav, SiteHeader } from "./header";
import { LanguageOffer } from "./language-offer";
import type { Card, Feed } from "./page-head";
import type { MainPlace } from "./places";
import { ShortcutList } from "./shortcuts";

/** What a page says about itself, in its head and in the frame around it. */
export interface PageMeta {
  title: string;
  description?: string;
  /** Bare, without language; with the query that belongs to the address. */
  path: string;
  robots?: "noindex";
  /** The way here from the front page, which is added. */
  crumbs?: Crumb[];
  current?: MainPlace | null;
  /** False where the other languages have no such page. */
  alternates?: boolean;
  /** The bare address of the page for good, where it is read at others as well. */
  canonical?: string;
  /** The bare address that the other languages of the interface have it at, where that is not its own. */
  alternatePath?: string;
  /** The same in languages that the interface does not have: their tags, and bare addresses. */
  languages?: { language: string; path: string }[];
  /** Screens only: a document is the same for everyone and knows nobody. */
  actor?: CornerMember | null;
  /** What an administrator has to say on every page. */
  banner?: string;
  /** What paper says of where it comes from, where that is more than the address; `noindex` pages say nothing else. */
  printed?: string;
  /** The page is a search itself: the header has none. */
  isSearch?: boolean;
  /** Feeds of what the page shows. */
  feeds?: readonly Feed[];
  /** What other sites show where someone names the page. */
  card?: Card;
  /** Further files of `enhance/` that this page loads. */
  refreshScripts?: string[];
}

/** Where the page finds its files, and the site's own origin for links that must be absolute. */
export interface PageFiles {
  asset: (name: string) => string;
  origin?: string;
}

type Frame = PageMeta & { locale: Locale; t: Translator; children: ReactNode };
type Body = Frame & Pick<PageFiles, "origin">;

/** A whole page: head, header, menu, crumbs, `children` as its main part, footer. */
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
        <HeadFiles asset={props.asset} locale={locale} scripts={props.refreshScripts} />
      </head>
      <body>
        <ShellBody {...props} />
      </body>
    </html>
  );
}

/** "Senegal | Octopus Community"; the front page's own title names the site already. */
function pageTitle(t: Translator, title: string): string {
  const site = t("shell.site");
  return title.startsWith(site) ? title : `${title} | ${site}`;
}

/** The page's one address, and the same page in the other languages. */
function AddressLinks(props: Frame & PageFiles) {
  const { path, locale, alternates = true, origin = "", canonical = path, languages = [] } = props;
  const { alternatePath = canonical } = props;
  const links: [string, string][] = [
    ...LOCALES.map((other): [string, string] => [other, localePath(other, alternatePath)]),
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
const MODULES: ReadonlySet<string> = new Set(["editor.js", "records.js", "forms.js"]);

/** Style sheet, scripts, icon. The theme is set before anything is drawn; all else may come later. */
function HeadFiles(props: { asset: (name: string) => string; locale: Locale; scripts?: string[] }) {
  const { asset, locale, scripts = [] } = props;
  return (
    <>
      <meta name="color-scheme" content="light dark" />
      <script src={asset("theme.js")} />
      <link rel="stylesheet" href={asset("app.css")} />
      {direction(locale) === "ltr" ? <FontHints asset={asset} /> : null}
      <link rel="icon" type="image/svg+xml" href={asset("favicon.svg")} />
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

/** The two fonts that every Latin page needs, asked for before the style sheet has been read. */
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

/** What stands in the body of every page. */
function ShellBody(props: Body) {
  const { locale, t, path, actor, banner, crumbs, current, isSearch, children } = props;
  return (
    <>
      <a className="skip" href="#main">
        {t("shell.skip")}
      </a>
      <LanguageOffer locale={locale} path={path} />
      <SiteHeader t={t} locale={locale} path={path} actor={actor} hasSearch={!isSearch} />
      <MainNav t={t} locale={locale} current={current} isSignedIn={Boolean(actor)} />
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
      <SiteFooter t={t} locale={locale} />
      {actor ? null : (
        <template id="member-corner">
          <MemberCorner t={t} locale={locale} member={null} />
        </template>
      )}
      <ShortcutList t={t} />
    </>
  );
}

/** Where a page was printed from: on paper alone. Pages for one person say it where they have something to say. */
function Printed({ t, locale, path, robots, actor, origin = "", printed }: Body) {
  const isForAll = robots === undefined && !actor;
  const place = { site: t("shell.site"), address: origin + localePath(locale, path) };
  const text = printed ?? (isForAll ? t("exports.printed", place) : null);
  return text === null ? null : <p className="wrap only-print">{text}</p>;
}

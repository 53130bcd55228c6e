import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Card, Feed } from "./page-head";

interface Found {
  t: Translator;
  locale: Locale;
  title: string;
  description?: string;
  path: string;
  origin?: string;
}

/** Links to the page's feeds, for programs. */
export function FeedLinks({ feeds = [] }: { feeds?: readonly Feed[] }) {
  return feeds.map(({ href, title, type = "application/atom+xml" }) => (
    <link key={href} rel="alternate" type={type} title={title} href={href} />
  ));
}

/** The page's preview on other sites: a title, a line and a picture from this site. */
export function CardMeta({ t, locale, title, description, path, origin = "", card }: Found & { card: Card }) {
  const { kind, image } = card;
  const facts: [string, string | number | undefined][] = [
    ["og:site_name", t("shell.site")],
    ["og:type", kind],
    ["og:title", title],
    ["og:description", description],
    ["og:url", origin + localePath(locale, path)],
    ["og:locale", card.language ?? locale],
    ["og:image", origin + image.href],
    ["og:image:type", "image/png"],
    ["og:image:width", image.width],
    ["og:image:height", image.height],
    ["og:image:alt", image.alt],
    ["article:published_time", card.publishedAt?.toISOString()],
    ["article:modified_time", card.updatedAt?.toISOString()],
    ...(card.authors ?? []).map((name): [string, string] => ["article:author", name]),
    ...(card.tags ?? []).map((tag): [string, string] => ["article:tag", tag]),
  ];
  return (
    <>
      {facts.map(([property, content]) =>
        content === undefined ? null : (
          <meta key={`${property}|${content}`} property={property} content={String(content)} />
        ),
      )}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}

import { z } from "zod";
import { PostsOf } from "@/components/blog/posts-of";
import { profileHref } from "@/components/profiles/addresses";
import { profileFeedLink } from "@/components/profiles/changes-feed";
import { leadOf, leadText } from "@/components/profiles/lead";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { languageHref } from "@/components/profiles/section-languages";
import { isBare, isSparse } from "@/components/profiles/unwritten";
import { withQuery } from "@/components/with-query";
import { handlesIn, listPostsOn } from "@/lib/blog/queries";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { foundOf, listExportSizes } from "@/lib/exports";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findDeadLinks } from "@/lib/page-kinds";
import { handlesOf } from "@/lib/pages/model";
import { countPending } from "@/lib/profiles";
import { ContentLanguage } from "@/lib/profiles/editing/model";
import { recordsKindOf } from "@/lib/profiles/kinds";
import {
  findProfilePage,
  findProfileStart,
  type ProfilePage,
  type ProfileStart,
  withOriginals,
} from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import type { Drawn } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../profile-address";
import { CiteProfile } from "./cite-profile";
import { profileSkips } from "./profile-skips";
import { ProfileView, SAVED } from "./profile-view";
import { TakeAway } from "./take-away";

const POSTS = 3;

/** Characters of a page's description that search engines show. */
const DESCRIBED = 200;

/** The current profile. */
export const GET = document({
  params: SlugParams,
  query: z.object({
    saved: z.enum(SAVED).optional().catch(undefined),
    lang: ContentLanguage.optional(),
    beside: z.literal("source").optional().catch(undefined),
  }),
  scopes: ({ slug }) => [scope.profile(slug), scope.exports(slug)],
  async render({ slug, saved, lang, beside }, tools) {
    const { t, locale } = tools;
    // Each text has a single address.
    if (lang === locale) return { to: withQuery(profileHref(locale, slug), { saved, beside }), status: 308 };
    const page = await findProfilePage(slug, { language: lang ?? locale });
    if (!page) return leadToSlug(slug, tools);
    const shown = beside ? await withOriginals(page) : page;
    const country = page.head.names[locale];
    const [start, posts, waiting, lost, found] = await Promise.all([
      isSparse(page) ? findProfileStart(page.head) : undefined,
      listPostsOn(page.head.iso2, POSTS),
      countPending(page.head.slug),
      findDeadLinks(proseOf(shown)),
      foundOf(page, { language: lang ?? locale }),
    ]);
    const sizes = await listExportSizes(found, locale);
    return {
      title: country,
      description: descriptionOf(t, page, country),
      current: "countries",
      crumbs: profileCrumbs(t, locale, page.head),
      printed: t("profiles.page.printed", {
        site: t("shell.site"),
        address: env().APP_URL + languageHref(locale, page.head.slug, lang ?? locale),
        number: page.revision,
      }),
      skips: profileSkips(t, locale, page, { isBare: isBare(page), language: lang ?? locale }),
      feeds: [profileFeedLink(t, locale, page.head)],
      scopes: [...lost.scopes, ...scopesOf(page, posts, start)],
      ...foundAs(page, { isOnce: saved !== undefined || beside !== undefined, lang, locale }),
      body: (
        <ProfileView
          t={t}
          locale={locale}
          page={shown}
          lost={lost.lost}
          start={start}
          language={lang}
          waiting={waiting}
          saved={saved}
        >
          <PostsOf
            t={t}
            locale={locale}
            title={t("profiles.page.posts", { country })}
            posts={posts}
            all={{ country: slug }}
          />
          <TakeAway t={t} locale={locale} data={found.data} jsonBytes={found.jsonBytes} sizes={sizes} />
          <CiteProfile t={t} locale={locale} data={found.data} />
        </ProfileView>
      ),
    };
  },
});

/** Returns the description for search engines: facts from records, else the contents of profiles in general. */
function descriptionOf(t: Translator, page: ProfilePage, country: string): string {
  const lead = leadOf(t, page);
  if (!lead) return t("profiles.page.description", { country });
  return t("profiles.lead.described", { country, lead: leadText(t, lead, DESCRIBED) });
}

const authorsOf = ({ sections }: ProfilePage) =>
  Object.values(sections).map(({ revision }) => revision.author);

/**
 * Further dependencies of the page. A post that no longer names the country raises the scope itself; the
 * data of neighbours are in the directory, and the focal points among the members.
 */
function scopesOf(
  page: ProfilePage,
  posts: Awaited<ReturnType<typeof listPostsOn>>,
  start: ProfileStart | undefined,
): string[] {
  const people = [...handlesOf(authorsOf(page)), ...handlesIn(posts.flatMap((post) => post.authors))];
  const focal = start ? start.focalPoints.map(({ handle }) => handle) : [];
  return [
    scope.postsOn(page.head.iso2),
    ...posts.map((post) => scope.post(post.slug)),
    ...[...people, ...focal].map(scope.member),
    ...(start ? [scope.directory, scope.members] : []),
  ];
}

/** Lists the texts of a page in which dead links are marked. */
function proseOf(page: ProfilePage): unknown[] {
  const texts = Object.values(page.sections).filter((section) => recordsKindOf(section.key) === null);
  return [...texts.map(({ content }) => content), ...Object.values(page.originals ?? {})];
}

/**
 * Meta data for search engines. A language of the interface has an address of its own. Another language has
 * one, under the default language of the interface, which is the canonical address in all others.
 */
function foundAs(
  page: ProfilePage,
  { isOnce, lang, locale }: { isOnce: boolean; lang: string | undefined; locale: Locale },
): Partial<Drawn> {
  const path = `/countries/${page.head.slug}`;
  const further = furtherLanguages(page).map((language) => ({ language, path: `${path}?lang=${language}` }));
  const isOwn = lang !== undefined && locale === DEFAULT_LOCALE && !isLocale(lang);
  return {
    alternatePath: path,
    languages: further,
    ...(isOnce || (lang !== undefined && !isOwn) ? { robots: "noindex" as const } : {}),
  };
}

/** Lists the languages, besides those of the interface, in which a section is available. */
function furtherLanguages(page: ProfilePage): string[] {
  const all = Object.values(page.sections).flatMap(({ versions }) =>
    versions.map(({ language }) => language),
  );
  return [...new Set(all)].filter((language) => !isLocale(language)).sort();
}

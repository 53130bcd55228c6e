import { blogFeeds } from "@/components/blog/feeds";
import { LatestPosts } from "@/components/blog/latest-posts";
import { HomeView } from "@/components/profiles/home-view";
import { FeaturedPages } from "@/components/shell/featured-pages";
import { LatestMaterials } from "@/components/training/latest-materials";
import { handlesIn, listPosts } from "@/lib/blog/queries";
import { scope } from "@/lib/core/versions";
import { handlesOf } from "@/lib/pages/model";
import { countPartiesOn, countProfiles, listChanges, listTreatyFigures } from "@/lib/profiles/reading";
import { currentSite } from "@/lib/site-settings";
import { listLatest } from "@/lib/training";
import { document } from "@/lib/web/pages/document";
import { listFeatured } from "./featured";

/** The date that the oldest newsletter in the archive reports on. */
const THEN = "2016-12-31";
const LATEST = 5;
const POSTS = 3;
const MATERIALS = 3;

/** The front page. Every number on it is counted from the data. */
export const GET = document({
  scopes: () => [scope.countries, scope.changes, scope.blog, scope.training],
  async render(_input, { locale, t }) {
    const { paths } = currentSite().featured;
    const [figures, parties, changes, profiles, posts, materials, featured] = await Promise.all([
      listTreatyFigures(),
      countPartiesOn(185, THEN),
      listChanges({}, LATEST),
      countProfiles(),
      listPosts({}, POSTS),
      listLatest(MATERIALS),
      listFeatured(paths, locale),
    ]);
    const people = [
      ...handlesOf(changes.rows.map((change) => change.author)),
      ...handlesIn(posts.rows.flatMap((post) => post.authors)),
    ].map(scope.member);
    return {
      title: t("home.title"),
      description: t("home.lead"),
      feeds: blogFeeds(t, locale),
      scopes: paths.length > 0 ? [...people, scope.search] : people,
      body: (
        <HomeView
          t={t}
          locale={locale}
          figures={figures}
          then={{ day: THEN, parties: parties.count, unverified: parties.unverified }}
          changes={changes.rows}
          profiles={profiles}
          materials={materials.total}
        >
          <FeaturedPages t={t} locale={locale} pages={featured} />
          <LatestPosts t={t} locale={locale} posts={posts.rows} />
          <LatestMaterials t={t} locale={locale} materials={materials.rows} />
        </HomeView>
      ),
    };
  },
});

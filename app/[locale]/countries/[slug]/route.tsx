import { z } from "zod";
import { PostsOf } from "@/components/blog/posts-of";
import { profileFeedLink } from "@/components/profiles/changes-feed";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { ProfileView } from "@/components/profiles/profile-view";
import { handlesIn, listPostsOn } from "@/lib/blog/queries";
import { env } from "@/lib/env";
import { findProfilePage, handlesOf } from "@/lib/profiles/reading";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { leadToSlug, SlugParams } from "../profile-address";

/** What came of a save, when that is where the reader comes from; the same page for everyone who asks for it. */
const SAVED = ["published", "merged", "pending", "unchanged"] as const;

const POSTS = 3;

/** A profile, as it stands now. */
export const GET = document({
  params: SlugParams,
  query: z.object({ saved: z.enum(SAVED).optional().catch(undefined) }),
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug, saved }, tools) {
    const page = await findProfilePage(slug);
    if (!page) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    const country = page.head.names[locale];
    const posts = await listPostsOn(page.head.iso2, POSTS);
    const authors = Object.values(page.sections).map((section) => section.revision.author);
    return {
      title: country,
      description: t("profiles.page.description", { country }),
      current: "countries",
      crumbs: profileCrumbs(t, locale, page.head),
      feeds: [profileFeedLink(t, locale, page.head)],
      // A post that names the country no more is told of by the post itself.
      scopes: [
        scope.postsOn(page.head.iso2),
        ...posts.map((post) => scope.post(post.slug)),
        ...[...handlesOf(authors), ...handlesIn(posts.flatMap((post) => post.authors))].map(scope.member),
      ],
      ...(saved ? { robots: "noindex" as const } : {}),
      body: (
        <ProfileView t={t} locale={locale} page={page} origin={env().APP_URL} saved={saved}>
          <PostsOf
            t={t}
            locale={locale}
            title={t("profiles.page.posts", { country })}
            posts={posts}
            all={{ country: slug }}
          />
        </ProfileView>
      ),
    };
  },
});

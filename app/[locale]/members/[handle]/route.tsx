import { z } from "zod";
import { PostsOf } from "@/components/blog/posts-of";
import { FlagLink } from "@/components/flags/flag-link";
import { MemberView } from "@/components/members/member-view";
import { moderatedHref } from "@/components/shell/places";
import { Note } from "@/components/ui/note";
import { handlesIn, listPosts } from "@/lib/blog/queries";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { findPublicMember } from "@/lib/members";
import { Handle } from "@/lib/members/model";
import { document } from "@/lib/web/pages/document";

const POSTS = 5;

/** A member's public page: what they show to everyone, and their contributions. Not for search engines. */
export const GET = document({
  params: z.object({ handle: Handle }),
  scopes: ({ handle }) => [scope.member(handle), scope.changes, scope.postsBy(handle)],
  async render({ handle }, { locale, t }) {
    const [member, posts] = await Promise.all([
      findPublicMember(handle),
      listPosts({ author: handle }, POSTS),
    ]);
    if (!member) throw new DomainError("not_found", "member");
    return {
      title: member.displayName,
      current: "members",
      robots: "noindex",
      crumbs: [{ href: "/members", label: t("members.title") }, { label: member.displayName }],
      // A change of a post's authors or its retraction makes the page stale through the post's own scope.
      scopes: [
        ...posts.rows.map((post) => scope.post(post.slug)),
        ...handlesIn(posts.rows.flatMap((post) => post.authors)).map(scope.member),
      ],
      body: (
        <MemberView
          t={t}
          locale={locale}
          member={member}
          canWrite={false}
          posts={
            <PostsOf
              t={t}
              locale={locale}
              title={t("members.posts")}
              posts={posts.rows}
              all={{ author: handle }}
            />
          }
        >
          <Note icon="eye">
            {t("members.seenAs.public")}{" "}
            <a href={localePath(locale, `/me/members/${handle}`)}>{t("members.wholePage")}</a>
          </Note>
          <p className="row">
            <FlagLink
              t={t}
              locale={locale}
              kind="member"
              id={member.id}
              of={member.displayName}
              page={`/members/${handle}`}
            />
          </p>
          {/* The script shows it to readers with permission; without scripts everyone sees it. */}
          <p hidden data-suspend="">
            <a href={localePath(locale, moderatedHref(handle))}>{t("moderation.member.open")}</a>
          </p>
        </MemberView>
      ),
    };
  },
});

import { z } from "zod";
import { DraftArticle } from "@/app/[locale]/blog/draft-article";
import { Time } from "@/components/time";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { findPreview } from "@/lib/blog";
import { localePath } from "@/lib/i18n/locales";
import { findDeadLinks } from "@/lib/page-kinds";
import { document } from "@/lib/web/pages/document";
import { blogCrumbs } from "../../writing";

const Params = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{32}$/) });

/** A post before publication, for anyone with the link, until it expires. Never stored. */
export const GET = document({
  params: Params,
  isStored: false,
  async render({ token }, { t, locale }) {
    const post = await findPreview(token);
    if (post.state === "published" || post.state === "retracted")
      return { to: localePath(locale, `/blog/${post.slug}`), status: 303 };
    const { deadLinkOf } = await findDeadLinks([post.content]);
    return {
      title: post.title,
      robots: "noindex",
      alternates: false,
      current: "blog",
      crumbs: blogCrumbs(t, { label: post.title }),
      body: (
        <>
          <PageHead title={<bdi>{post.title}</bdi>} />
          <div className="wrap body flush stack">
            <Note kind="warn">
              {t.rich("posts.preview.note", { when: () => <Time at={post.expiresAt} locale={locale} /> })}
            </Note>
            <DraftArticle
              t={t}
              locale={locale}
              post={post}
              preview={`/blog/preview/${token}`}
              deadLinkOf={deadLinkOf}
            />
          </div>
        </>
      ),
    };
  },
});

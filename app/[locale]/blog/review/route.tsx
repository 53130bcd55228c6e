import { Byline } from "@/app/[locale]/blog/names";
import { WaitingComments } from "@/components/comments/waiting-comments";
import { HeldBy } from "@/components/filters/held-by";
import { Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import { listBlogQueue, type ReviewLine } from "@/lib/blog";
import { can } from "@/lib/core/policy";
import { listHolders } from "@/lib/filtering";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screen } from "@/lib/web/pages/screen";
import { blogCrumbs } from "../writing";

/** Everything that waits for a moderator of the blog: posts, changes of their text, and pending comments. */
export const GET = screen({
  allows: (actor) => can(actor, "post.publish"),
  async render(_input, { t, locale, actor }) {
    const queue = await listBlogQueue(actor);
    const holders = await listHolders(actor, { comments: queue.comments.map(({ id }) => id) });
    const mayManage = can(actor, "filter.manage");
    const title = t("posts.review.title");
    const waiting = queue.submitted.length + queue.changed.length + queue.comments.length;
    return {
      title,
      current: "blog",
      crumbs: blogCrumbs(t, { label: title }),
      body: (
        <>
          <PageHead title={title} sub={t("posts.review.waiting", { count: waiting })} />
          <div className="wrap body flush stack g7">
            {(["submitted", "changed", "scheduled"] as const).map((name) => (
              <PostList key={name} t={t} locale={locale} name={name} rows={queue[name]} />
            ))}
            <WaitingComments
              {...{ t, locale, id: "comments", comments: queue.comments }}
              heldBy={(id) => <HeldBy {...{ t, locale, mayManage }} holders={holders.get(id)} />}
              title={t("posts.review.comments")}
              none={t("posts.review.none.comments")}
            />
            <PostList t={t} locale={locale} name="recent" rows={queue.recent} />
          </div>
        </>
      ),
    };
  },
});

function PostList(props: {
  t: Translator;
  locale: Locale;
  name: "submitted" | "changed" | "scheduled" | "recent";
  rows: readonly ReviewLine[];
}) {
  const { t, locale, name, rows } = props;
  return (
    <Section id={name} title={t(`posts.review.${name}`)}>
      {rows.length === 0 ? (
        <Empty>{t(`posts.review.none.${name}`)}</Empty>
      ) : (
        <ul className="list">
          {rows.map((row) => (
            <li key={row.id}>
              <a href={localePath(locale, `/blog/review/${row.slug}`)}>
                <bdi>{row.title}</bdi>
              </a>
              <p className="meta">
                <Byline locale={locale} names={row.authors} />
                <Time at={row.at} locale={locale} />
                {row.zone ? <bdi>{row.zone}</bdi> : null}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

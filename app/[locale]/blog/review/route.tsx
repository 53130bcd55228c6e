import { Byline } from "@/app/[locale]/blog/names";
import { Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import { type BlogQueue, listBlogQueue, type ReviewLine } from "@/lib/blog";
import { can } from "@/lib/core/policy";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { contentText } from "@/lib/text/plain";
import { screen } from "@/lib/web/pages/screen";
import { blogCrumbs } from "../writing";

/** Everything that waits for a moderator of the blog: posts, changes of their text, pending and reported comments. */
export const GET = screen({
  allows: (actor) => can(actor, "post.publish"),
  async render(_input, { t, locale, actor }) {
    const queue = await listBlogQueue(actor);
    const title = t("posts.review.title");
    const waiting =
      queue.submitted.length + queue.changed.length + queue.comments.length + queue.flagged.length;
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
            <Comments t={t} locale={locale} name="comments" comments={queue.comments} />
            <Comments t={t} locale={locale} name="flags" comments={queue.flagged} />
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

/** Pending or reported comments, each with a link to decide on it. */
function Comments(props: {
  t: Translator;
  locale: Locale;
  name: "comments" | "flags";
  comments: BlogQueue["comments"];
}) {
  const { t, locale, name, comments } = props;
  return (
    <Section id={name} title={t(`posts.review.${name}`)}>
      {comments.length === 0 ? (
        <Empty>{t(`posts.review.none.${name}`)}</Empty>
      ) : (
        <ul className="list">
          {comments.map((one) => (
            <li key={one.id}>
              <p className="clip" dir="auto">
                {contentText(one.content).slice(0, 300)}
              </p>
              <p className="meta">
                <bdi>{one.author.displayName}</bdi>
                {one.reports ? <span>{t("posts.review.reports", { count: one.reports })}</span> : null}
                <Time at={one.createdAt} locale={locale} />
                <a href={localePath(locale, `${one.path}/comments/${one.id}`)}>
                  {t.rich("posts.review.decide", { title: () => <bdi>{one.title}</bdi> })}
                </a>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

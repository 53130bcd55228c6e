import type { z } from "zod";
import { PostStateTag, whenInZone } from "@/app/[locale]/blog/state";
import { Outcome } from "@/components/outcome";
import { Time } from "@/components/time";
import { Trash } from "@/components/trash";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { listOwnPosts, listTrash, type OwnPost, restoreDeletedPost } from "@/lib/blog";
import { PostParams } from "@/lib/blog/model";
import { can } from "@/lib/core/policy";
import { TRASH_DAYS } from "@/lib/core/trash";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { blogCrumbs } from "../writing";

/** The member's own posts, from draft to retracted, each linked to its form or page, and those deleted lately. */
const view = {
  async render(_input, { t, locale, form, actor, search }) {
    const [posts, trash] = await Promise.all([listOwnPosts(actor), listTrash(actor)]);
    const title = t("posts.mine.title");
    const done = search.get("done");
    const write = (
      <ButtonLink kind="pri" href={localePath(locale, "/blog/new")}>
        {t("posts.mine.write")}
      </ButtonLink>
    );
    return {
      title,
      current: "blog",
      crumbs: blogCrumbs(t, { label: title }),
      body: (
        <>
          {form.name === null ? <Done t={t} done={done} /> : null}
          <PageHead
            title={title}
            sub={t("posts.mine.sub")}
            actions={
              <>
                {can(actor, "post.publish") ? (
                  <ButtonLink href={localePath(locale, "/blog/review")}>{t("posts.review.title")}</ButtonLink>
                ) : null}
                {posts.length > 0 ? write : null}
              </>
            }
          />
          <div className="wrap body flush stack g6">
            {posts.length === 0 ? (
              <Empty action={write}>{t("posts.mine.none")}</Empty>
            ) : (
              <PostsTable t={t} locale={locale} posts={posts} />
            )}
            <Trash t={t} locale={locale} form={form} action={localePath(locale, "/blog/mine")} rows={trash} />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

/** The result of the action that led here. */
function Done({ t, done }: { t: Translator; done: string | null }) {
  switch (done) {
    case "declined":
    case "left":
      return <Outcome>{t(`posts.byline.done.${done}`)}</Outcome>;
    case "removed":
      return <Outcome>{t("common.trash.done", { days: TRASH_DAYS })}</Outcome>;
    case "binned":
      return <Outcome>{t("posts.mine.binned")}</Outcome>;
    default:
      return null;
  }
}

function PostsTable({ t, locale, posts }: { t: Translator; locale: Locale; posts: readonly OwnPost[] }) {
  return (
    <CardTable caption={<span className="vh">{t("posts.mine.title")}</span>}>
      <TableHead columns={[t("posts.field.title"), t("posts.mine.state"), t("posts.mine.touched")]} />
      <tbody>
        {posts.map((post) => (
          <tr key={post.id}>
            <th scope="row">
              <a href={localePath(locale, placeOf(post))}>
                <bdi>{post.title}</bdi>
              </a>
            </th>
            <td data-l={t("posts.mine.state")}>
              <PostStateTag t={t} state={post.state} />
              <StateLine t={t} locale={locale} post={post} />
            </td>
            <td data-l={t("posts.mine.touched")}>
              <Time at={post.updatedAt} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

/** A retracted post can only be read. */
const placeOf = (post: OwnPost) =>
  !post.isSigned
    ? `/blog/${post.slug}/byline`
    : post.state === "retracted"
      ? `/blog/${post.slug}`
      : `/blog/${post.slug}/edit`;

function StateLine({ t, locale, post }: { t: Translator; locale: Locale; post: OwnPost }) {
  const line = !post.isSigned
    ? t("posts.byline.asked")
    : post.state === "scheduled"
      ? t("posts.mine.appears", { when: whenInZone(post, locale), zone: post.publishZone ?? "" })
      : post.state === "draft" && post.returnReason
        ? t("posts.edit.returned")
        : post.waiting > 0
          ? t("posts.edit.waiting", { count: post.waiting })
          : null;
  return line === null ? null : (
    <>
      <br />
      <span className="tiny dim">{line}</span>
    </>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  putBack: spec({
    schema: PostParams,
    command: restoreDeletedPost,
    limit: "post",
    done: ({ slug }) => `/blog/${slug}/edit?done=putback`,
  }),
});

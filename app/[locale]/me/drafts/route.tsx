import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { CardTable } from "@/components/ui/table";
import { type BodyDraftLine, discardBodyDraft, listBodyDrafts } from "@/lib/blog";
import { PostParams } from "@/lib/blog/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { discardDraft, listDrafts } from "@/lib/profiles";
import { SectionParams } from "@/lib/profiles/editing/model";
import { screenForm, spec } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES, MeFrame, meCrumbs } from "../me-frame";

/** A draft of a section or of a post's text, as the list shows it. */
interface KeptDraft {
  href: string;
  label: string;
  summary: string | null;
  updatedAt: Date;
  form: "discard" | "discardPost";
  hidden: Record<string, string>;
}

function ofSection(
  draft: Awaited<ReturnType<typeof listDrafts>>[number],
  t: Translator,
  locale: Locale,
): KeptDraft {
  const { slug, section, summary, updatedAt } = draft;
  return {
    href: profileHref(locale, slug, `/edit/${section}`),
    label: t("me.drafts.of", { page: draft.names[locale], section: sectionTitle(t, section) }),
    ...{ summary, updatedAt, form: "discard", hidden: { slug, section } },
  };
}

function ofPost(
  { slug, title, summary, updatedAt }: BodyDraftLine,
  t: Translator,
  locale: Locale,
): KeptDraft {
  return {
    href: localePath(locale, `/blog/${slug}/edit`),
    label: t("me.drafts.ofPost", { title }),
    ...{ summary, updatedAt, form: "discardPost", hidden: { slug } },
  };
}

/** The drafts that are kept, with their age; each leads back to its editor. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [sections, bodies] = await Promise.all([listDrafts(actor), listBodyDrafts(actor)]);
    const drafts = [
      ...sections.map((one) => ofSection(one, t, locale)),
      ...bodies.map((one) => ofPost(one, t, locale)),
    ];
    drafts.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
    const title = t("me.drafts.title");
    return {
      title,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          {search.get("done") === "discarded" ? <Outcome>{t("me.drafts.discarded")}</Outcome> : null}
          <MeFrame t={t} locale={locale} place="drafts" title={title} sub={t("me.drafts.sub")}>
            <p className="row">
              <a href={localePath(locale, "/blog/mine")}>{t("posts.mine.title")}</a>
              <a href={localePath(locale, "/training/mine")}>{t("training.review.mine")}</a>
            </p>
            {fieldsOf(t, form, "discard").problems.error ||
            fieldsOf(t, form, "discardPost").problems.error ? (
              <Outcome kind="bad">{t("me.drafts.gone")}</Outcome>
            ) : null}
            {drafts.length === 0 ? (
              <Empty
                action={
                  <ButtonLink href={localePath(locale, "/countries")}>
                    {t("me.contributions.start")}
                  </ButtonLink>
                }
              >
                {t("me.drafts.none")}
              </Empty>
            ) : (
              <DraftsTable t={t} locale={locale} drafts={drafts} />
            )}
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function DraftsTable({ t, locale, drafts }: { t: Translator; locale: Locale; drafts: readonly KeptDraft[] }) {
  return (
    <CardTable caption={<span className="vh">{t("me.drafts.title")}</span>}>
      <thead>
        <tr>
          <th scope="col">{t("me.contributions.page")}</th>
          <th scope="col">{t("me.contributions.summary")}</th>
          <th scope="col">{t("me.drafts.touched")}</th>
          <th scope="col">
            <span className="vh">{t("me.drafts.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {drafts.map((draft) => (
          <tr key={draft.href}>
            <th scope="row">
              <a href={draft.href}>
                <bdi>{draft.label}</bdi>
              </a>
            </th>
            <td data-l={t("me.contributions.summary")}>
              {draft.summary ? <bdi>{draft.summary}</bdi> : <span className="dim">–</span>}
            </td>
            <td data-l={t("me.drafts.touched")}>
              <Time at={draft.updatedAt} locale={locale} />
            </td>
            <td>
              <PostForm
                t={t}
                name={draft.form}
                action={localePath(locale, ME_PLACES.drafts)}
                className="row"
                hidden={draft.hidden}
              >
                <Button kind="bad" size="sm">
                  {t("me.drafts.discard")}
                  <span className="vh">
                    {" "}
                    <bdi>{draft.label}</bdi>
                  </span>
                </Button>
              </PostForm>
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  discardPost: spec({
    schema: PostParams,
    command: discardBodyDraft,
    limit: "account",
    done: () => "/me/drafts?done=discarded",
  }),
  discard: spec({
    schema: SectionParams,
    command: discardDraft,
    limit: "account",
    done: () => "/me/drafts?done=discarded",
  }),
});

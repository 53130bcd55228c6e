import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { PostForm } from "@/components/post-form";
import { editHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { CardTable } from "@/components/ui/table";
import { discardPostDrafts, listPostDrafts } from "@/lib/blog";
import { PostParams } from "@/lib/blog/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findFirstSteps } from "@/lib/members";
import { discardDraft, listDrafts } from "@/lib/profiles";
import { SectionParams } from "@/lib/profiles/editing/model";
import { translationKey } from "@/lib/profiles/model";
import { discardMaterialDrafts, listMaterialDrafts } from "@/lib/training";
import { MaterialParams } from "@/lib/training/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES, MeFrame, meCrumbs } from "../me-frame";

/** A draft of a section, or of a post or a material, as the list shows it. */
interface KeptDraft {
  href: string;
  label: string;
  summary: string | null;
  updatedAt: Date;
  form: "discard" | "discardPost" | "discardMaterial";
  hidden: Record<string, string>;
}

function ofSection(
  draft: Awaited<ReturnType<typeof listDrafts>>[number],
  t: Translator,
  locale: Locale,
): KeptDraft {
  const { slug, section, lang, summary, updatedAt } = draft;
  const key = lang ? translationKey(section, lang) : section;
  return {
    href: editHref(locale, slug, section, lang ?? undefined),
    label: t("me.drafts.of", { page: draft.names[locale], section: sectionTitle(t, key) }),
    summary,
    updatedAt,
    form: "discard",
    hidden: { slug, section, ...(lang ? { lang } : {}) },
  };
}

type PageDraft = Awaited<ReturnType<typeof listPostDrafts>>[number];

function ofMaterial(
  { slug, title, summary, updatedAt }: PageDraft,
  t: Translator,
  locale: Locale,
): KeptDraft {
  return {
    href: localePath(locale, `/training/${slug}/edit`),
    label: t("me.drafts.ofMaterial", { title }),
    summary,
    updatedAt,
    form: "discardMaterial",
    hidden: { slug },
  };
}

function ofPost({ slug, title, summary, updatedAt }: PageDraft, t: Translator, locale: Locale): KeptDraft {
  return {
    href: localePath(locale, `/blog/${slug}/edit`),
    label: t("me.drafts.ofPost", { title }),
    summary,
    updatedAt,
    form: "discardPost",
    hidden: { slug },
  };
}

const DISCARDS: ReadonlySet<string> = new Set(["discard", "discardPost", "discardMaterial"]);

/** The drafts that are kept, with their age; each leads back to its editor. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [sections, posts, materials, steps] = await Promise.all([
      listDrafts(actor),
      listPostDrafts(actor),
      listMaterialDrafts(actor),
      findFirstSteps(actor),
    ]);
    const drafts = [
      ...sections.map((one) => ofSection(one, t, locale)),
      ...posts.map((one) => ofPost(one, t, locale)),
      ...materials.map((one) => ofMaterial(one, t, locale)),
    ];
    drafts.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
    const title = t("me.drafts.title");
    return {
      title,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          {search.get("done") === "discarded" ? <Outcome>{t("me.drafts.discarded")}</Outcome> : null}
          <MeFrame
            isNew={steps.isOffered}
            t={t}
            locale={locale}
            place="drafts"
            title={title}
            sub={t("me.drafts.sub")}
          >
            <p className="row">
              <a href={localePath(locale, "/blog/mine")}>{t("posts.mine.title")}</a>
              <a href={localePath(locale, "/training/mine")}>{t("training.review.mine")}</a>
            </p>
            {form.error !== null && DISCARDS.has(form.name ?? "") ? (
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
    command: discardPostDrafts,
    limit: "account",
    done: () => "/me/drafts?done=discarded",
  }),
  discardMaterial: spec({
    schema: MaterialParams,
    command: discardMaterialDrafts,
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

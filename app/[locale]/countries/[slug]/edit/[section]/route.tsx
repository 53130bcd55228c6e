import type { EditorData } from "@/components/editor/model";
import { profileHref } from "@/components/profiles/addresses";
import { EditView } from "@/components/profiles/edit-view";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import type { Actor } from "@/lib/core/actor";
import { localePath } from "@/lib/i18n/locales";
import { MESSAGES } from "@/lib/i18n/messages";
import { recordsKindOf } from "@/lib/kinds";
import { findSectionForEdit, previewSectionText, type SectionForEdit, saveSectionText } from "@/lib/profiles";
import { SaveSectionText, SectionParams, SectionText } from "@/lib/profiles/editing/model";
import { findProfileHead } from "@/lib/profiles/reading";
import type { Preview } from "@/lib/revisions/preview";
import { fitsTextarea, toTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { screenForm, spec } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { FormState, PageTools, ScreenView } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../../../profile-address";

const Params = SectionParams.extend(SlugParams.shape);

/** Editing one section: the editor takes the place of a plain form, which is there for browsers without scripts. */
const view: ScreenView<typeof Params, never> = {
  params: Params,
  async render({ slug, section }, tools) {
    const { t, locale, form: sent, actor } = tools;
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const found = await findSectionForEdit(actor, slug, section);
    const title = sectionTitle(t, section);
    return {
      title: t("editor.title", { country: head.names[locale], section: title }),
      current: "countries",
      crumbs: profileCrumbs(t, locale, head, title),
      refreshScripts: ["editor.js"],
      body: (
        <EditView
          t={t}
          locale={locale}
          head={head}
          section={section}
          data={JSON.stringify(editorData(found, actor, title, tools))}
          family={found.family}
          text={plainText(found)}
          base={found.revision?.number ?? null}
          theirs={theirsOf(sent)}
          preview={previewOf(sent)}
          sourceTitle={(id) => found.sources.find((source) => source.id === id)?.title ?? null}
          form={sent}
        />
      ),
    };
  },
};

export const GET = screen(view);

export const POST = screenForm(view, {
  save: spec({
    schema: SaveSectionText,
    command: saveSectionText,
    limit: "save",
    done: (saved, { input }) => `/countries/${input.slug}?saved=${noteOf(saved)}#${input.section}`,
  }),
  preview: spec({
    schema: SectionText,
    command: previewSectionText,
    limit: "draft",
    shows: (preview) => ({ preview: JSON.stringify(preview) }),
    keepsTyped: true,
    evenReadOnly: true,
    done: (_, { input }) => `/countries/${input.slug}/edit/${input.section}`,
  }),
});

function noteOf(saved: { state: string; merged: boolean }): string {
  return saved.state === "published" && saved.merged ? "merged" : saved.state;
}

function editorData(
  found: SectionForEdit,
  actor: Actor,
  title: string,
  { locale, path }: PageTools,
): EditorData {
  const kind = recordsKindOf(found.section);
  const { editor, revisions, common } = MESSAGES[locale];
  return {
    locale,
    messages: { editor, revisions, common },
    memberId: actor.id,
    slug: found.slug,
    section: found.section,
    sectionTitle: title,
    family: found.family,
    fields: kind?.fields ?? [],
    titleField: kind?.titleField ?? "",
    baseNumber: found.revision?.number ?? null,
    content: found.content,
    draft: found.draft ? { ...found.draft, updatedAt: found.draft.updatedAt.toISOString() } : null,
    sources: found.sources.map(({ id, title: name, publisher, url }) => ({
      id,
      title: name,
      publisher: publisher ?? "",
      url,
    })),
    profilePath: profileHref(locale, found.slug),
    signInPath: `${localePath(locale, "/signin")}?next=${encodeURIComponent(localePath(locale, path))}`,
  };
}

function plainText(found: SectionForEdit): string | null {
  if (found.family !== "prose") return null;
  const content = found.content as Content;
  return fitsTextarea(content) ? toTextarea(content) : null;
}

/** What `preview` of the form answered, on its way through the form's state. */
function previewOf({ shown }: FormState): Preview | null {
  return typeof shown?.preview === "string" ? (JSON.parse(shown.preview) as Preview) : null;
}

/** The text that a refused save of the plain form collided with. */
function theirsOf({ error }: FormState): { text: string; number: number } | null {
  if (error?.code !== "conflict") return null;
  const details = error.details as { theirs?: Content; currentNumber?: number } | undefined;
  if (!details?.theirs || details.currentNumber === undefined) return null;
  return { text: toTextarea(details.theirs), number: details.currentNumber };
}

import { z } from "zod";
import { isAdministrator } from "@/app/[locale]/admin/admin-frame";
import { textEditorData } from "@/app/[locale]/text-editing";
import type { TextOwner } from "@/components/editor/model";
import { localePath } from "@/lib/i18n/locales";
import {
  type Editable,
  findStandingDraft,
  findToEdit,
  previewStandingTyped,
  saveStandingTyped,
} from "@/lib/standing-pages";
import { slugOf, TEXT, type WritableName, WritableParams, WritableText } from "@/lib/standing-pages/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenTools, ScreenView } from "@/lib/web/view";
import { headOf, inLanguage } from "../tools";
import { DONE, EditPageView } from "./edit-view";

const OWNER: TextOwner = { api: "/api/pages", text: TEXT, begins: [], movesForm: false };

const Query = z.object({ done: z.enum(DONE).optional().catch(undefined) });

/** Returns the data of the editor, written into its page. */
async function editorData(name: WritableName, editable: Editable, tools: ScreenTools) {
  const { t, locale, actor } = tools;
  const { content, number } = editable;
  const draft = await findStandingDraft(actor.id, slugOf(name, locale));
  const path = localePath(locale, `/${name}`);
  return textEditorData(
    {
      slug: slugOf(name, locale),
      content,
      number,
      draft,
      of: OWNER,
      section: TEXT,
      sectionTitle: t("pages.own.edit.label"),
      placeholder: t("pages.own.edit.placeholder"),
      basePath: path,
      profilePath: path,
      after: { published: `${path}/edit?done=saved`, pending: path, unchanged: `${path}/edit?done=same` },
    },
    [],
    actor,
    tools,
  );
}

/** A page such as the charter for administrators, who write its text in the language of the address. */
const view = {
  isLong: true,
  params: WritableParams,
  query: Query,
  allows: isAdministrator,
  async render({ slug: name, done }, tools) {
    const { t, locale, form } = tools;
    const editable = await findToEdit(name, locale);
    const { title, crumbs } = headOf(name, locale, t("settings.pages.edit"));
    const heading = t("pages.own.edit.title", { title });
    return {
      title: heading,
      crumbs,
      alternatePath: `/${name}`,
      refreshScripts: ["editor.js"],
      body: (
        <EditPageView
          {...{ t, locale, form, name, editable, done }}
          title={heading}
          data={await editorData(name, editable, tools)}
        />
      ),
    };
  },
} satisfies ScreenView<typeof WritableParams, typeof Query>;

export const GET = screen(view);

export const POST = screenForm(view, {
  text: spec({
    schema: WritableText.SaveTyped,
    prepare: inLanguage,
    command: saveStandingTyped,
    guards: ["text", "content", "summary"],
    limit: "save",
    done: (saved, { input }) =>
      `/${input.slug}/edit?done=${saved === null || saved.state === "unchanged" ? "same" : "saved"}`,
  }),
  preview: spec({
    schema: WritableText.PreviewTyped,
    prepare: inLanguage,
    command: previewStandingTyped,
    limit: "draft",
    shows: (preview) => ({ preview: JSON.stringify(preview) }),
    keepsTyped: true,
    evenReadOnly: true,
    done: (_, { input }) => `/${input.slug}/edit`,
  }),
});

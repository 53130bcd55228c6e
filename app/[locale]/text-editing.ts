import type { FormDraftData, TextEditorData } from "@/components/editor/model";
import type { Actor } from "@/lib/core/actor";
import type { FormState } from "@/lib/core/form-state";
import { env } from "@/lib/env";
import { pictureHref, type UsablePicture } from "@/lib/files/pictures/model";
import { type Edited, editorMessages } from "@/lib/i18n/compiled";
import { localePath } from "@/lib/i18n/locales";
import type { Draft, Preview } from "@/lib/revisions";
import { DETAILS } from "@/lib/revisions/form-draft";
import { newBlockId } from "@/lib/text/block-id";
import { fitsTextarea, toTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import type { PageTools } from "@/lib/web/view";

/** The text for a plain field; null where such a field would lose something. `hasNotes`: as articles have. */
export function plainText(content: Content, { hasNotes = false } = {}): string | null {
  return fitsTextarea(content, { home: env().APP_URL, hasNotes }) ? toTextarea(content) : null;
}

/** The text that a refused save of a form collided with. */
export function theirsOf({ error }: FormState): { text: string; number: number } | null {
  if (error?.code !== "conflict") return null;
  const details = error.details as { theirs?: Content; currentNumber?: number } | undefined;
  if (!details?.theirs || details.currentNumber === undefined) return null;
  return { text: toTextarea(details.theirs), number: details.currentNumber };
}

/** The revision that a form which came back was typed over; `stands` where none came back. */
export function sentBase({ values }: FormState, stands: number | null): number | null {
  const { base } = values;
  if (typeof base !== "string") return stands;
  return /^\d{1,9}$/.test(base) ? Number(base) : null;
}

/** What `preview` of a plain form answered, on its way through the form's state. */
export function previewOf({ shown }: FormState): Preview | null {
  return typeof shown?.preview === "string" ? (JSON.parse(shown.preview) as Preview) : null;
}

/**
 * What makes one save of a form that is sent twice. After a conflict the text was put together with what stands, so it
 * is another save.
 */
export function tokenOf(form: FormState): string {
  const sent = form.values.clientToken;
  return typeof sent === "string" && sent !== "" && !theirsOf(form) ? sent : newBlockId() + newBlockId();
}

/** A draft as the editor is given it. */
export function storedDraft(draft: Draft | null): TextEditorData["draft"] {
  return draft ? { ...draft, updatedAt: draft.updatedAt.toISOString() } : null;
}

/** What every editor starts from, whatever it edits. */
export function editorBasics(actor: Actor, { locale, path }: PageTools, edited: Edited) {
  return {
    locale,
    messages: editorMessages(locale, edited),
    memberId: actor.id,
    signInPath: `${localePath(locale, "/signin")}?next=${encodeURIComponent(localePath(locale, path))}`,
  };
}

/** What the editor of a text within a form starts from; written into its page. */
export function textEditorData(
  text: Pick<
    TextEditorData,
    "of" | "section" | "sectionTitle" | "placeholder" | "basePath" | "after" | "profilePath"
  > & {
    /** Null for what is not there yet. */
    slug: string | null;
    content: Content;
    number: number | null;
    draft: Draft | null;
  },
  pictures: readonly UsablePicture[],
  actor: Actor,
  tools: PageTools,
): string {
  const { slug, content, number, draft, ...own } = text;
  const sent = sentContent(tools.form);
  const data: TextEditorData = {
    ...editorBasics(actor, tools, "text"),
    ...own,
    slug: slug ?? "",
    family: "prose",
    fields: [],
    titleField: "",
    // What was typed belongs to the text that it was typed over, whatever stands by now.
    baseNumber: sent === null ? number : sentBase(tools.form, number),
    content: sent ?? content,
    draft: storedDraft(draft),
    sources: [],
    pictures: [...pictures],
    pictureAt: pictureHref("{file}", 320, "webp"),
    isSentBack: sent !== null,
    keepsPlain: sent === null && typeof tools.form.values.text === "string",
  };
  return JSON.stringify(data);
}

/** What the draft of a form starts from; written into its page. */
export function formDraftData(
  form: Pick<FormDraftData, "of" | "sectionTitle" | "basePath" | "isSentBack"> & {
    /** Null for what is not there yet. */
    slug: string | null;
    draft: Draft | null;
  },
  actor: Actor,
  tools: PageTools,
): string {
  const { slug, draft, ...own } = form;
  const data: FormDraftData = {
    ...editorBasics(actor, tools, "text"),
    ...own,
    slug: slug ?? "",
    section: DETAILS,
    draft: storedDraft(draft),
    family: "prose",
    fields: [],
    titleField: "",
    baseNumber: null,
    sources: [],
    profilePath: own.basePath,
  };
  return JSON.stringify(data);
}

/** The document that the editor sent with a form which came back. */
function sentContent(form: FormState): unknown {
  const sent = form.values.content;
  if (typeof sent !== "string") return null;
  try {
    return JSON.parse(sent) as unknown;
  } catch {
    return null;
  }
}

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

/**
 * Returns the text for a plain field; null if such a field would lose something. `hasNotes`: with footnotes,
 * as in articles.
 */
export function plainText(content: Content, { hasNotes = false } = {}): string | null {
  return fitsTextarea(content, { home: env().APP_URL, hasNotes }) ? toTextarea(content, { hasNotes }) : null;
}

/** Returns the text that a refused save of a form conflicts with. `hasNotes`: as in articles. */
export function theirsOf(
  { error }: FormState,
  { hasNotes = false } = {},
): { text: string; number: number } | null {
  if (error?.code !== "conflict") return null;
  const details = error.details as { theirs?: Content; currentNumber?: number } | undefined;
  if (!details?.theirs || details.currentNumber === undefined) return null;
  return { text: toTextarea(details.theirs, { hasNotes }), number: details.currentNumber };
}

/** Returns the revision that a refused form is based on; otherwise `current`. */
export function sentBase({ values }: FormState, current: number | null): number | null {
  const { base } = values;
  if (typeof base !== "string") return current;
  return /^\d{1,9}$/.test(base) ? Number(base) : null;
}

/** Returns the result of `preview` of a plain form, passed through the form's state. */
export function previewOf({ shown }: FormState): Preview | null {
  return typeof shown?.preview === "string" ? (JSON.parse(shown.preview) as Preview) : null;
}

/**
 * Returns the token that makes a form sent twice one save. After a conflict the text was merged, so it is
 * another save.
 */
export function tokenOf(form: FormState): string {
  const sent = form.values.clientToken;
  return typeof sent === "string" && sent !== "" && !theirsOf(form) ? sent : newBlockId() + newBlockId();
}

/** Returns a draft in the form that the editor needs. */
export function storedDraft(draft: Draft | null): TextEditorData["draft"] {
  return draft ? { ...draft, updatedAt: draft.updatedAt.toISOString() } : null;
}

/** Returns the data that every editor needs. */
export function editorBasics(actor: Actor, { locale, path }: PageTools, edited: Edited) {
  return {
    locale,
    messages: editorMessages(locale, edited),
    memberId: actor.id,
    signInPath: `${localePath(locale, "/signin")}?next=${encodeURIComponent(localePath(locale, path))}`,
  };
}

/** Returns the data of the editor of a text within a form, written into its page. */
export function textEditorData(
  text: Pick<
    TextEditorData,
    "of" | "section" | "sectionTitle" | "placeholder" | "basePath" | "after" | "profilePath"
  > & {
    /** Null for a new object. */
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
    // What was typed is based on the revision shown then, whatever is current now.
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

/** Returns the data of a form's draft, written into its page. */
export function formDraftData(
  form: Pick<FormDraftData, "of" | "sectionTitle" | "basePath" | "isSentBack"> & {
    /** Null for a new object. */
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

/** Returns the document that the editor sent with a refused form. */
function sentContent(form: FormState): unknown {
  const sent = form.values.content;
  if (typeof sent !== "string") return null;
  try {
    return JSON.parse(sent) as unknown;
  } catch {
    return null;
  }
}

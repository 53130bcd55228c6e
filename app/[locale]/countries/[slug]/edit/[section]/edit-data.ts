import { despiteWords } from "@/app/[locale]/countries/[slug]/pending-claim";
import type { EditorData } from "@/components/editor/model";
import { profileHref } from "@/components/profiles/addresses";
import { editHref } from "@/components/profiles/section-languages";
import { withQuery } from "@/components/with-query";
import type { Actor } from "@/lib/core/actor";
import { hasProblems } from "@/lib/core/form-state";
import { isLocale } from "@/lib/i18n/locales";
import { type Translator, translator } from "@/lib/i18n/translator";
import type { SectionForEdit } from "@/lib/profiles";
import { kindOf, recordsKindOf } from "@/lib/profiles/kinds";
import { looksUpSources } from "@/lib/profiles/source-lookup";
import { STATE_FIELD } from "@/lib/revisions/records/records-form";
import { contentOfForm } from "@/lib/revisions/records/records-steps";
import type { Content } from "@/lib/text/nodes";
import type { PageTools } from "@/lib/web/view";
import { editorBasics, plainText, sentBase, storedDraft } from "../../../../text-editing";
import type { PlainRecordsData } from "./edit-props";
import { templateOf } from "./section-guide";
import { type MarkChoices, type Original, otherOf } from "./translating";

/** The revision being edited: a waiting one before the current one; null if the section is unwritten. */
export const baseOf = ({ waiting, revision }: SectionForEdit) => waiting?.number ?? revision?.number ?? null;

/** Builds the editor's initial data, which is written into its page. */
export function editorData(found: SectionForEdit, actor: Actor, title: string, tools: PageTools): EditorData {
  const kind = recordsKindOf(found.section);
  return {
    ...editorBasics(actor, tools, found.family),
    slug: found.slug,
    section: found.section,
    sectionTitle: title,
    family: found.family,
    fields: kind?.fields ?? [],
    titleField: kind?.titleField ?? "",
    baseNumber: baseOf(found),
    accepts: found.waiting && !found.waiting.isOwn ? found.waiting.number : null,
    despite: despiteOf(found, tools.t),
    movedTo: found.waiting?.moved?.to ?? null,
    content: beginning(found),
    // In the language of the text, which need not be that of the page.
    template: isBlank(found) && isLocale(found.lang) ? templateOf(translator(found.lang), found.section) : [],
    draft: storedDraft(found.draft),
    sources: found.sources.map(({ id, title: name, publisher, url }) => ({
      id,
      title: name,
      publisher: publisher ?? "",
      url,
    })),
    offersSources: true,
    looksUpSources: looksUpSources(),
    copiesLaws: found.section === "laws",
    profilePath: profileHref(tools.locale, found.slug),
  };
}

/**
 * What the plain form sent before the editor had loaded. After a step in records the editor continues from
 * the sent values. In other cases the plain form continues, with its messages.
 */
export function sentData(
  records: PlainRecordsData | null,
  { form }: PageTools,
): Pick<EditorData, "keepsPlain"> | Pick<EditorData, "sent" | "content" | "baseNumber"> {
  const { values } = form;
  const isSent = values[records ? STATE_FIELD : "text"] !== undefined;
  if (!isSent) return {};
  const isStep = String(values.form ?? "").startsWith("step:");
  if (!records || !isStep || hasProblems(form)) return { keepsPlain: true };
  const { content, newSources } = contentOfForm(records, records.form);
  return {
    content,
    baseNumber: sentBase(form, null),
    sent: {
      // Only the ids: the names of the lists between them are fixed.
      open: records.form.open.filter((_, n) => n % 2 === 0),
      newSources,
      summary: typeof values.summary === "string" ? values.summary : "",
    },
  };
}

/** The box that a reviewer ticks to accept an edit that another reviewer reserved. */
function despiteOf({ waiting }: SectionForEdit, t: Translator): string | null {
  return waiting?.claim && !waiting.isOwn ? despiteWords(t, waiting.claim.displayName) : null;
}

/** A new translation starts as a copy of its source: each translated block keeps the id of its source block. */
function beginning({ revision, content, original }: SectionForEdit): unknown {
  return revision === null && original ? original.content : content;
}

/** Checks whether a section has nothing yet, in any language. */
export function isBlank(found: SectionForEdit): boolean {
  const { doc, records } = beginning(found) as { doc?: { content?: unknown[] }; records?: unknown[] };
  return (doc?.content ?? records ?? []).length === 0;
}

/**
 * Returns the text for a plain field. If such a field would lose part of the text: null, or empty for a new
 * translation.
 */
export function plainOf(found: SectionForEdit): string | null {
  const text = plainText(beginning(found) as Content);
  return found.revision === null && found.original ? (text ?? "") : text;
}

/** Returns the source of a translation, with its changes since the revision that the translation follows. */
export function originalOf({ source, original, section }: SectionForEdit): Original | null {
  if (!source || !original) return null;
  const { lang: language, number, follows } = source;
  const isOld = follows !== null && follows !== number && original.followed !== null;
  const diff = isOld ? kindOf(section).diff(original.followed, original.content) : null;
  return {
    language,
    number,
    content: original.content,
    changes: diff && follows !== null ? { since: follows, diff } : null,
  };
}

/** Returns the marks that a save can set on its text; none for records. */
export function markChoices(found: SectionForEdit, t: Translator): MarkChoices | null {
  if (found.family !== "prose") return null;
  const { source, mayVouch, label } = found;
  const community = {
    value: "community",
    label: t(`translations.edit.${source ? "community" : "communityText"}`),
  };
  const others = [
    ...(source ? (["machine"] as const) : []),
    ...(source && mayVouch ? (["courtesy"] as const) : []),
    ...(mayVouch ? (["official"] as const) : []),
  ].map((value) => ({ value, label: t(`translations.edit.${value}`) }));
  const labels = [community, ...others];
  return {
    follows: source?.number ?? null,
    isFirst: found.revision === null,
    labels,
    label: labels.some(({ value }) => value === label) ? (label ?? "community") : "community",
  };
}

/** The same for the editor, with their labels: its own messages are shared by all editors. */
export function marksData(
  { lang, source, slug, revision }: SectionForEdit,
  marks: MarkChoices | null,
  { t, locale, search }: PageTools,
): Pick<EditorData, "language" | "marks" | "lang" | "readPath"> {
  const isAsked = search.has("lang");
  return {
    language: lang,
    lang: isAsked ? lang : null,
    readPath: withQuery(profileHref(locale, slug), { lang: isAsked && lang !== locale ? lang : null }),
    marks: marks && {
      ...marks,
      isFirst: source !== null && revision === null,
      words: {
        label: t("translations.edit.label"),
        upToDate: marks.follows === null ? "" : t("translations.edit.upToDate", { number: marks.follows }),
        upToDateHint: t("translations.edit.upToDateHint"),
        otherLanguage: t("errors.conflict.other_language"),
      },
    },
  };
}

/** Link for starting an unwritten section in another language. */
export function beginOf(
  { family, revision, source, lang, slug, section }: SectionForEdit,
  { locale }: PageTools,
): { other: string | null } | undefined {
  if (family !== "prose" || revision !== null || source) return undefined;
  const other = otherOf(lang, locale);
  return { other: other === lang ? null : editHref(locale, slug, section, other) };
}

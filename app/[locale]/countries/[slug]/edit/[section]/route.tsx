import { z } from "zod";
import { despiteWords } from "@/app/[locale]/countries/[slug]/pending-claim";
import { sourceNamer } from "@/app/[locale]/countries/source-names";
import type { EditorData } from "@/components/editor/model";
import { profileHref } from "@/components/profiles/addresses";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { editHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { withQuery } from "@/components/with-query";
import type { Actor } from "@/lib/core/actor";
import { isDomainError } from "@/lib/core/errors";
import { hasProblems } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import type { Translator } from "@/lib/i18n/translator";
import { findProtection } from "@/lib/pages/moderation";
import {
  findSectionForEdit,
  previewSectionRecords,
  previewSectionText,
  type SectionForEdit,
  saveSectionRecords,
  saveSectionText,
  stepInSectionRecords,
} from "@/lib/profiles";
import {
  SaveSectionRecords,
  SaveSectionText,
  SectionParams,
  SectionRecords,
  SectionText,
} from "@/lib/profiles/editing/model";
import { kindOf, recordsKindOf } from "@/lib/profiles/kinds";
import { sourcesKind } from "@/lib/profiles/kinds/sources";
import { historyOf, translationKey } from "@/lib/profiles/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { RevisionNumber } from "@/lib/revisions/input";
import { STATE_FIELD } from "@/lib/revisions/records/records-form";
import { contentOfForm } from "@/lib/revisions/records/records-steps";
import type { Content } from "@/lib/text/nodes";
import { isReference } from "@/lib/vocabulary/references";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { PageTools, ScreenView } from "@/lib/web/view";
import {
  editorBasics,
  plainText,
  previewOf,
  sentBase,
  storedDraft,
  theirsOf,
} from "../../../../text-editing";
import { leadToSlug, SlugParams } from "../../../profile-address";
import { articleChoices, declarationChoices } from "./article-choices";
import { ClosedSection } from "./edit-notes";
import type { PlainRecordsData } from "./edit-props";
import { EditView } from "./edit-view";
import { plainRecords } from "./plain-records";
import { type MarkChoices, type Original, otherOf } from "./translating";

const Params = SectionParams.omit({ lang: true }).extend(SlugParams.shape);
/**
 * In which of its languages; by default in that of its source. `accepts`: the number of somebody else's waiting edit,
 * which is accepted as it is amended here. `again`: of an own one that was not accepted, from which a new one is begun.
 * `article`: what the link was about, whose record is opened or begun.
 */
const Query = SectionParams.pick({ lang: true }).extend({
  accepts: RevisionNumber.optional().catch(undefined),
  again: RevisionNumber.optional().catch(undefined),
  article: z.string().refine(isReference).optional().catch(undefined),
});

/** Editing one section: the editor takes the place of a plain form, which is there for browsers without scripts. */
const view: ScreenView<typeof Params, typeof Query> = {
  isLong: true,
  params: Params,
  query: Query,
  async render({ slug, section, lang, accepts, again, article }, tools) {
    const { t, locale, form: sent, actor } = tools;
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const protection = await findProtection(historyOf(slug), section);
    const start = { lang, accepts, again };
    const found = await findOpen(actor, { slug, section, ...start }, protection !== null);
    if (!found) {
      const title = sectionTitle(t, section);
      return {
        title: t("editor.title", { country: head.names[locale], section: title }),
        current: "countries",
        crumbs: profileCrumbs(t, locale, head, title),
        status: 403,
        body: <ClosedSection t={t} locale={locale} head={head} section={section} protection={protection} />,
      };
    }
    const title = sectionTitle(t, found.source ? translationKey(section, found.lang) : section);
    const original = originalOf(found);
    const marks = markChoices(found, t);
    const fields = recordsKindOf(section)?.fields ?? [];
    const articles = articleChoices(t, fields);
    const declarations = await declarationChoices(t, head.pageId, fields);
    const begin = article ?? null;
    const records = plainRecords(found, { articles, declarations, begin }, tools);
    // With those that are made in the form itself.
    const made = records ? contentOfForm(records, records.form).newSources : [];
    const titles = new Map([...made, ...found.sources].map(({ id, title: own }) => [id, String(own ?? id)]));
    // What the source of a translation said before may cite what was removed since.
    const since = original?.changes?.since;
    const nameThen = since === undefined ? null : await sourceNamer(t, head.pageId, [since, since]);
    const data = {
      ...editorData(found, actor, title, tools),
      ...sentData(records, tools),
      ...marksData(found, marks, tools),
      articles,
      declarations,
      begin,
    };
    return {
      title: t("editor.title", { country: head.names[locale], section: title }),
      current: "countries",
      crumbs: profileCrumbs(t, locale, head, title),
      refreshScripts: [found.family === "records" ? "records.js" : "editor.js"],
      body: (
        <EditView
          t={t}
          locale={locale}
          head={head}
          section={section}
          data={JSON.stringify(data)}
          records={records}
          text={found.family === "prose" ? plainOf(found) : null}
          base={found.waiting?.number ?? found.revision?.number ?? null}
          accepts={accepts ?? null}
          waiting={found.waiting}
          despite={data.despite ?? null}
          isPublishedAtOnce={found.isPublishedAtOnce}
          needsSecond={found.needsSecond}
          needsSecondInPart={found.needsSecondInPart}
          protection={protection}
          mayProtect={can(actor, "section.protect")}
          theirs={found.family === "prose" ? theirsOf(sent) : null}
          preview={previewOf(sent)}
          sourceTitle={(id) => titles.get(id) ?? nameThen?.(id) ?? null}
          language={found.lang}
          original={original}
          marks={marks}
          begin={beginOf(found, tools)}
          form={sent}
        />
      ),
    };
  },
};

export const GET = screen(view);

/** What the editor starts from; null where the section's protection keeps the actor out. */
async function findOpen(
  actor: Actor,
  at: SectionParams & { accepts?: number | undefined; again?: number | undefined },
  isProtected: boolean,
): Promise<SectionForEdit | null> {
  const { slug, section, lang, accepts, again } = at;
  try {
    return await findSectionForEdit(actor, slug, section, undefined, lang, accepts, again);
  } catch (error) {
    if (isProtected && isDomainError(error) && error.reason === "section_edit") return null;
    throw error;
  }
}

export const POST = screenForm(view, {
  save: spec({
    schema: SaveSectionText,
    command: saveSectionText,
    limit: "save",
    done: (saved, { input, locale }) => {
      const lang = input.lang === locale ? undefined : input.lang;
      return `${withQuery(`/countries/${input.slug}`, { saved: noteOf(saved), lang })}#${input.section}`;
    },
  }),
  records: spec({
    schema: SaveSectionRecords,
    command: saveSectionRecords,
    limit: "save",
    done: (saved, { input }) =>
      `${withQuery(`/countries/${input.slug}`, { saved: noteOf(saved) })}#${input.section}`,
  }),
  look: spec({
    schema: SectionRecords,
    command: previewSectionRecords,
    limit: "draft",
    shows: (preview) => ({ preview: JSON.stringify(preview) }),
    keepsTyped: true,
    evenReadOnly: true,
    done: (_, { input }) => `/countries/${input.slug}/edit/${input.section}`,
  }),
  // Opens, adds, moves or removes a record in the form; the form comes back after that step.
  step: spec({
    schema: SectionRecords,
    command: stepInSectionRecords,
    limit: "draft",
    shows: () => ({}),
    keepsTyped: true,
    evenReadOnly: true,
    done: (_, { input }) => `/countries/${input.slug}/edit/${input.section}`,
  }),
  preview: spec({
    schema: SectionText,
    command: previewSectionText,
    limit: "draft",
    shows: (preview) => ({ preview: JSON.stringify(preview) }),
    keepsTyped: true,
    evenReadOnly: true,
    done: (_, { input }) => withQuery(`/countries/${input.slug}/edit/${input.section}`, { lang: input.lang }),
  }),
});

function noteOf(saved: { state: string; merged: boolean }): string {
  return saved.state === "published" && saved.merged ? "merged" : saved.state;
}

function editorData(found: SectionForEdit, actor: Actor, title: string, tools: PageTools): EditorData {
  const kind = recordsKindOf(found.section);
  return {
    ...editorBasics(actor, tools, found.family),
    slug: found.slug,
    section: found.section,
    sectionTitle: title,
    family: found.family,
    fields: kind?.fields ?? [],
    sourceFields: kind ? sourcesKind.fields : [],
    titleField: kind?.titleField ?? "",
    baseNumber: found.waiting?.number ?? found.revision?.number ?? null,
    accepts: found.waiting && !found.waiting.isOwn ? found.waiting.number : null,
    despite: despiteOf(found, tools.t),
    movedTo: found.waiting?.moved?.to ?? null,
    content: beginning(found),
    draft: storedDraft(found.draft),
    sources: found.sources.map(({ id, title: name, publisher, url }) => ({
      id,
      title: name,
      publisher: publisher ?? "",
      url,
    })),
    profilePath: profileHref(tools.locale, found.slug),
  };
}

/**
 * What the plain form sent before the editor was there. After a step of records the editor goes on from what was sent;
 * whatever else came back is gone on with in the plain form, beside what is said of it.
 */
function sentData(
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
      // The ids alone: the lists between them are known.
      open: records.form.open.filter((_, n) => n % 2 === 0),
      newSources,
      summary: typeof values.summary === "string" ? values.summary : "",
    },
  };
}

/** What whoever accepts an edit ticks that somebody else has taken. */
function despiteOf({ waiting }: SectionForEdit, t: Translator): string | null {
  return waiting?.claim && !waiting.isOwn ? despiteWords(t, waiting.claim.displayName) : null;
}

/** A new translation begins as its source: each block that is written over keeps the id by which it is known there. */
function beginning({ revision, content, original }: SectionForEdit): unknown {
  return revision === null && original ? original.content : content;
}

/** The same for a plain field; where that would lose something of the source it begins empty. */
function plainOf(found: SectionForEdit): string | null {
  const text = plainText(beginning(found) as Content);
  return found.revision === null && found.original ? (text ?? "") : text;
}

function originalOf({ source, original, section }: SectionForEdit): Original | null {
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

/** What a save may say of its text; nothing of records. */
function markChoices(found: SectionForEdit, t: Translator): MarkChoices | null {
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

/** The same for the editor, with the words for it: its own messages are those of every editor. */
function marksData(
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

/** Where a text that nobody has written can be begun in another language. */
function beginOf(
  { family, revision, source, lang, slug, section }: SectionForEdit,
  { locale }: PageTools,
): { other: string | null } | undefined {
  if (family !== "prose" || revision !== null || source) return undefined;
  const other = otherOf(lang, locale);
  return { other: other === lang ? null : editHref(locale, slug, section, other) };
}

import { z } from "zod";
import { sourceNamer } from "@/app/[locale]/countries/source-names";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import { withQuery } from "@/components/with-query";
import type { Actor } from "@/lib/core/actor";
import { isDomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { leaveReplyOut } from "@/lib/discussions";
import { LeaveReplyOut } from "@/lib/discussions/proposals/model";
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
import { recordsKindOf } from "@/lib/profiles/kinds";
import { LawRef } from "@/lib/profiles/law-structure/model";
import { historyOf, translationKey } from "@/lib/profiles/model";
import { findProfileHead } from "@/lib/profiles/reading";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { lookUpSource, prepareLookup } from "@/lib/profiles/source-lookup";
import { LookUpInForm, writeLookedUp } from "@/lib/profiles/source-lookup/model";
import { RevisionNumber } from "@/lib/revisions/input";
import { contentOfForm } from "@/lib/revisions/records/records-steps";
import { isReference } from "@/lib/vocabulary/references";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenTools, ScreenView } from "@/lib/web/view";
import { previewOf, theirsOf } from "../../../../text-editing";
import { leadToSlug, SlugParams } from "../../../profile-address";
import { articleChoices, declarationChoices } from "./article-choices";
import { type Carried, carriedData, findCarried, withCarried } from "./carried-reply";
import { copiedData, findCopiedStart } from "./copied-law";
import {
  baseOf,
  beginOf,
  editorData,
  isBlank,
  markChoices,
  marksData,
  originalOf,
  plainOf,
  sentData,
} from "./edit-data";
import { ClosedSection } from "./edit-notes";
import { EditView } from "./edit-view";
import { plainRecords } from "./plain-records";

const Params = SectionParams.omit({ lang: true }).extend(SlugParams.shape);
/**
 * Language; by default that of the source. `accepts`: number of someone else's pending edit, which is accepted
 * as amended here. `again`: number of an own rejected edit, from which a new one is started. `article`: the
 * link's subject, whose record is opened or started. `from`: a law of another country, whose structure a new law begins
 * with. `reply`: a reply of the discussions with whose words the form begins.
 */
const Query = SectionParams.pick({ lang: true }).extend({
  accepts: RevisionNumber.optional().catch(undefined),
  again: RevisionNumber.optional().catch(undefined),
  article: z.string().refine(isReference).optional().catch(undefined),
  from: LawRef.optional().catch(undefined),
  reply: z.uuid().optional().catch(undefined),
});

/** Editing one section: the editor replaces a plain form for browsers without scripts. */
const view: ScreenView<typeof Params, typeof Query> = {
  isLong: true,
  params: Params,
  query: Query,
  async render({ slug, section, lang, accepts, again, article, from, reply }, tools) {
    const { t, locale, form: sent, actor } = tools;
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const protection = await findProtection(historyOf(slug), section);
    const start = { lang, accepts, again };
    const open = await findOpen(actor, { slug, section, ...start }, protection !== null);
    if (!open) {
      const title = sectionTitle(t, section);
      return {
        title: t("editor.title", { country: head.names[locale], section: title }),
        current: "countries",
        crumbs: profileCrumbs(t, locale, head, title),
        status: 403,
        body: <ClosedSection t={t} locale={locale} head={head} section={section} protection={protection} />,
      };
    }
    const carried = await findCarried(t, actor, open, reply);
    const found = withCarried(open, carried);
    const title = sectionTitle(t, found.source ? translationKey(section, found.lang) : section);
    const { data, ...drawn } = await findParts(
      found,
      { head, title, begin: article ?? null, from: from ?? null, carried },
      tools,
    );
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
          text={found.family === "prose" ? plainOf(found) : null}
          isBlank={isBlank(found)}
          base={baseOf(found)}
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
          language={found.lang}
          begin={beginOf(found, tools)}
          form={sent}
          carried={carried}
          {...drawn}
        />
      ),
    };
  },
};

export const GET = screen(view);

/** Finds the data of a section's form and editor: marks, choices, names, and what was sent or saved as a draft. */
async function findParts(
  found: SectionForEdit,
  at: { head: ProfileHead; title: string; begin: string | null; from: LawRef | null; carried: Carried },
  tools: ScreenTools,
) {
  const { t, actor } = tools;
  const { head, title, begin } = at;
  const copied = await findCopiedStart(found, at.from, tools);
  const original = originalOf(found);
  const marks = markChoices(found, t);
  const fields = recordsKindOf(found.section)?.fields ?? [];
  const articles = articleChoices(t, fields);
  const declarations = await declarationChoices(t, head.pageId, fields);
  const records = plainRecords(
    found,
    { articles, declarations, begin, copied: copied === "missing" ? null : (copied?.record ?? null) },
    tools,
  );
  // Including sources created in the form itself.
  const made = records ? contentOfForm(records, records.form).newSources : [];
  const titles = new Map([...made, ...found.sources].map(({ id, title: own }) => [id, String(own ?? id)]));
  // An earlier text of a translation's source can cite sources that were removed since.
  const since = original?.changes?.since;
  const nameThen = since === undefined ? null : await sourceNamer(t, head.pageId, [since, since]);
  const data = {
    ...editorData(found, actor, title, tools),
    ...carriedData(at.carried),
    ...copiedData(found, copied),
    ...sentData(records, tools),
    ...marksData(found, marks, tools),
    articles,
    declarations,
    begin,
  };
  const sourceTitle = (id: string) => titles.get(id) ?? nameThen?.(id) ?? null;
  return { original, marks, records, data, copied, sourceTitle };
}

/** Finds the initial data of the editor; null if the section's protection excludes the actor. */
async function findOpen(
  actor: Actor,
  at: SectionParams & { accepts?: number | undefined; again?: number | undefined },
  isProtected: boolean,
): Promise<SectionForEdit | null> {
  const { slug, section, lang, accepts, again } = at;
  try {
    return await findSectionForEdit(actor, slug, section, { lang, accepts, again });
  } catch (error) {
    if (isProtected && isDomainError(error) && error.reason === "section_edit") return null;
    throw error;
  }
}

export const POST = screenForm(view, {
  leave: spec({
    schema: LeaveReplyOut,
    command: leaveReplyOut,
    limit: "draft",
    done: ({ slug, section }) => `/countries/${slug}/edit/${section}`,
  }),
  save: spec({
    schema: SaveSectionText,
    command: saveSectionText,
    guards: ["text", "summary"],
    limit: "save",
    done: (saved, { input, locale }) => {
      const lang = input.lang === locale ? undefined : input.lang;
      return `${withQuery(`/countries/${input.slug}`, { saved: noteOf(saved), lang })}#${input.section}`;
    },
  }),
  records: spec({
    schema: SaveSectionRecords,
    command: saveSectionRecords,
    guards: ["summary"],
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
  // Opens, adds, moves or removes a record in the form, and draws the form again.
  step: spec({
    schema: SectionRecords,
    command: stepInSectionRecords,
    limit: "draft",
    shows: () => ({}),
    keepsTyped: true,
    evenReadOnly: true,
    done: (_, { input }) => `/countries/${input.slug}/edit/${input.section}`,
  }),
  // Fills in a new source from the page at its address, and draws the form again.
  lookup: spec({
    schema: LookUpInForm,
    prepare: prepareLookup,
    command: lookUpSource,
    limit: "source-lookup",
    shows: (result) => ({ lookup: writeLookedUp(result) }),
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

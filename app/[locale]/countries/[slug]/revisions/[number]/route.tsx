import { z } from "zod";
import { CiteProfile } from "@/app/[locale]/countries/[slug]/cite-profile";
import { TakeAway } from "@/app/[locale]/countries/[slug]/take-away";
import { creditedHandles } from "@/components/discussions/credits";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { listCredits } from "@/lib/discussions";
import { type FoundData, findProfileData, foundOf, listExportSizes } from "@/lib/exports";
import { findNeighbours, findRevisionLine } from "@/lib/pages";
import { authorsIn, handlesOf, RevisionNumber } from "@/lib/pages/model";
import { revertSection, thankEditor } from "@/lib/profiles";
import { ContentLanguage, RevisionParams } from "@/lib/profiles/editing/model";
import { historyOf, partOf, type SectionKey } from "@/lib/profiles/model";
import { findProfileAfter, type ProfilePage } from "@/lib/profiles/reading";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../../../profile-address";
import { afterTakeBack, TakeBackFields } from "../../../take-back";
import { RevisionView } from "./revision-view";

const Params = SlugParams.extend({ number: RevisionNumber });
const Query = z.object({
  /** Result of the thanks that led here; the page is the same for everyone with this address. */
  done: z.literal("thanked").optional().catch(undefined),
  /** Language in which each section is requested. */
  lang: ContentLanguage.optional(),
});

/** A permanent revision: the whole profile as it was after it. An unpublished revision does not exist. */
const view: DocumentView<typeof Params, typeof Query> = {
  params: Params,
  query: Query,
  scopes: ({ slug }) => [scope.past(slug), scope.exports(slug)],
  async render({ slug, number, done, lang }, tools) {
    const { t, locale, form } = tools;
    const line = await findRevisionLine(historyOf(slug), number);
    const part = line && partOf(line.section);
    const language = lang ?? part?.language ?? locale;
    // Without a requested language, the change is shown in the language in which it was made.
    const asWritten = lang === undefined && part?.language === null ? part.section : undefined;
    const [page, neighbours] = await Promise.all([
      findProfileAfter(slug, number, { language, asWritten }),
      findNeighbours(historyOf(slug), number),
    ]);
    if (!page) return leadToSlug(slug, tools);
    if (!line) throw new DomainError("not_found", "revision");
    const country = page.head.names[locale];
    const found = await foundIn(page, { number, language, asWritten });
    const [sizes, credits] = await Promise.all([
      listExportSizes(found, locale),
      listCredits(page.head.slug, [number]),
    ]);
    const authors = [
      ...authorsIn([line]),
      ...Object.values(page.sections).map((section) => section.revision.author),
    ];
    return {
      title: t("past.revision.title", { title: country, number }),
      current: "countries",
      robots: "noindex",
      printed: t("exports.printedRevision", { site: t("shell.site"), address: found.data.address }),
      crumbs: profileCrumbs(t, locale, page.head, t("past.revision.name", { number })),
      scopes: [
        ...[...handlesOf(authors), ...creditedHandles(credits)].map(scope.member),
        // The next save can change whether it is the newest or the current revision.
        ...(neighbours.next === null || line.isStanding ? [scope.profile(slug)] : []),
      ],
      body: (
        <RevisionView
          {...{ t, locale, page, language, lang, line, neighbours, form, done }}
          credits={credits.get(number)}
        >
          <TakeAway
            t={t}
            locale={locale}
            data={found.data}
            jsonBytes={found.jsonBytes}
            sizes={sizes}
            revision={number}
          />
          <CiteProfile t={t} locale={locale} data={found.data} />
        </RevisionView>
      ),
    };
  },
};

/**
 * Finds the data to export from a page: everything in the page's language, although the page may show one
 * section in the language of its change.
 */
async function foundIn(
  page: ProfilePage,
  at: { number: number; language: string; asWritten: SectionKey | undefined },
): Promise<FoundData> {
  const { number, language, asWritten } = at;
  const shown = asWritten && page.sections[asWritten];
  const isOther = shown?.versions.some((one) => !one.isSource && one.language === language) === true;
  const read = isOther ? await findProfileData(page.head.slug, { number, language }) : null;
  return read ?? foundOf(page, { number, language });
}

export const GET = document(view);

/** Reverts the section to this revision, or thanks its author. */
export const POST = form(view, {
  revert: spec({
    schema: TakeBackFields.extend({ number: RevisionNumber }),
    command: revertSection,
    guards: ["summary"],
    limit: "save",
    done: afterTakeBack,
  }),
  thank: spec({
    schema: RevisionParams,
    command: thankEditor,
    limit: "flag",
    done: (_, { input }) => `/countries/${input.slug}/revisions/${input.number}?done=thanked`,
  }),
});

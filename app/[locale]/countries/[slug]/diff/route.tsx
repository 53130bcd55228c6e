import { findPair } from "@/app/past/text-pages";
import { profileHref } from "@/components/profiles/addresses";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { scope } from "@/lib/core/versions";
import { findNeighbours, listRevisionsBetween } from "@/lib/pages";
import { authorsIn, DiffQuery, handlesOf, RevisionNumber } from "@/lib/pages/model";
import { undoRevision } from "@/lib/profiles";
import { historyOf } from "@/lib/profiles/model";
import { findProfileHead, listSectionDiffs, listSourceTitlesAt } from "@/lib/profiles/reading";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../../profile-address";
import { afterTakeBack, TakeBackFields } from "../../take-back";
import { DiffPageView } from "./diff-page-view";

/** Most revisions named between two. */
const LISTED = 20;

/** Two published revisions of a profile compared, over all sections that differ. */
const view: DocumentView<typeof SlugParams, typeof DiffQuery> = {
  params: SlugParams,
  query: DiffQuery,
  limit: "diff",
  scopes: ({ slug }) => [scope.past(slug)],
  async render({ slug, view: layout = "both", ...query }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const { t, locale, form } = tools;
    const pair = await findPair(historyOf(slug), query, (below) => profileHref(locale, slug, below));
    if ("status" in pair) return pair;
    const { from, to } = pair;
    const [older, newer] = [from?.number ?? 0, to.number];
    const [sections, between, neighbours, titles] = await Promise.all([
      listSectionDiffs(head.pageId, older, newer),
      listRevisionsBetween(historyOf(slug), older, newer, LISTED + 1),
      findNeighbours(historyOf(slug), newer),
      listSourceTitlesAt(head.pageId, [older, newer]),
    ]);
    const shown = between.slice(0, LISTED);
    const authors = authorsIn([to, ...(from ? [from] : []), ...shown]);
    return {
      title: t("past.diff.title", { title: head.names[locale], from: older, to: newer }),
      current: "countries",
      robots: "noindex",
      crumbs: profileCrumbs(t, locale, head, t("past.diff.name")),
      // If there is no later revision yet, the next save adds the link to it.
      scopes: [
        ...handlesOf(authors).map(scope.member),
        ...(neighbours.next === null ? [scope.profile(slug)] : []),
      ],
      body: (
        <DiffPageView
          {...{ t, locale, head, from, to, neighbours, sections, form }}
          between={shown}
          hasMore={between.length > LISTED}
          view={layout}
          sourceTitle={(id) => titles.get(id) ?? t("revisions.diff.sourceRemoved")}
        />
      ),
    };
  },
};

export const GET = document(view);

/** Undoes the changes of the newer revision. */
export const POST = form(view, {
  undo: spec({
    schema: TakeBackFields.extend({ to: RevisionNumber }).transform(({ to, ...rest }) => ({
      ...rest,
      number: to,
    })),
    command: undoRevision,
    guards: ["summary"],
    limit: "save",
    done: afterTakeBack,
  }),
});

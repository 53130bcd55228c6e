import { profileCrumbs } from "@/components/profiles/profile-frame";
import { withQuery } from "@/components/with-query";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { findNeighbours, findRevisionLine, listRevisionsBetween } from "@/lib/pages";
import { authorsIn, DiffQuery, handlesOf, type RevisionLine, RevisionNumber } from "@/lib/pages/model";
import { undoRevision } from "@/lib/profiles";
import { historyOf } from "@/lib/profiles/model";
import { findProfileHead, listSectionDiffs, listSourceTitlesAt } from "@/lib/profiles/reading";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView, Leading, PageTools } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../../profile-address";
import { afterTakeBack, TakeBackFields } from "../../take-back";
import { DiffPageView } from "./diff-page-view";

/** How many of the revisions between two are named. */
const LISTED = 20;

/** Two published revisions of a profile compared, over all sections that differ. */
const view: DocumentView<typeof SlugParams, typeof DiffQuery> = {
  params: SlugParams,
  query: DiffQuery,
  limit: "diff",
  scopes: ({ slug }) => [scope.past(slug)],
  async render({ slug, from: asked, to: newer, view: layout = "both", chosen }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    if (newer === undefined) return leadTo(slug, tools, "history", {});
    const to = await published(slug, newer);
    const older = asked ?? to.previous;
    // Both first: a visitor is led nowhere by a number that to them does not exist.
    const from = older === 0 ? null : await published(slug, older);
    if (chosen || older > newer) {
      return leadTo(slug, tools, "diff", { from: Math.min(older, newer), to: Math.max(older, newer) });
    }
    const [sections, between, neighbours, titles] = await Promise.all([
      listSectionDiffs(head.pageId, older, newer),
      listRevisionsBetween(historyOf(slug), older, newer, LISTED + 1),
      findNeighbours(historyOf(slug), newer),
      listSourceTitlesAt(head.pageId, [older, newer]),
    ]);
    const { t, locale, form } = tools;
    const shown = between.slice(0, LISTED);
    const authors = authorsIn([to, ...(from ? [from] : []), ...shown]);
    return {
      title: t("past.diff.title", { title: head.names[locale], from: older, to: newer }),
      current: "countries",
      robots: "noindex",
      crumbs: profileCrumbs(t, locale, head, t("past.diff.name")),
      // What is the newest is so until the next save.
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

/** Takes back what the newer revision changed. */
export const POST = form(view, {
  undo: spec({
    schema: TakeBackFields.extend({ to: RevisionNumber }).transform(({ to, ...rest }) => ({
      ...rest,
      number: to,
    })),
    command: undoRevision,
    limit: "save",
    done: afterTakeBack,
  }),
});

/** A published revision; throws `not_found` for any other, which to visitors does not exist. */
async function published(slug: string, number: number): Promise<RevisionLine> {
  const line = await findRevisionLine(historyOf(slug), number);
  if (!line) throw new DomainError("not_found", "revision");
  return line;
}

function leadTo(slug: string, { locale }: PageTools, page: string, query: Record<string, number>): Leading {
  return { to: withQuery(localePath(locale, `/countries/${slug}/${page}`), query), status: 307 };
}

import type { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import { NO_FORM, withoutConflict } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import {
  findPatrolled,
  findToPatrol,
  listToPatrol,
  patrolRevision,
  undoInPatrol,
} from "@/lib/profiles/patrol";
import { PATROL_PATH, PatrolFine, PatrolQuery, PatrolUndo } from "@/lib/profiles/patrol/model";
import { listSectionDiffs, listSourceTitlesAt } from "@/lib/profiles/reading";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ChangePart, Filters, Later, NothingLeft } from "./patrol-parts";

const DONE = ["fine", "undone"] as const;

/** New changes of profiles that no second person saw, one after the other: the change, and what can be done about it. */
const view = {
  query: PatrolQuery,
  allows: (actor) => can(actor, "revision.open-queue"),
  async render({ only, at }, { t, locale, form: sent, search, actor }) {
    const { form, clash } = withoutConflict(sent);
    const lines = await listToPatrol(actor, { only });
    const place = lines.findIndex(({ id }) => id === at);
    // A list of changes links to one that the filter, or the length of this list, leaves out.
    const named = at && place === -1 ? await findToPatrol(actor, at) : null;
    const line = named ?? lines[Math.max(0, place)];
    const next = lines[named ? 0 : Math.max(0, place) + 1] ?? null;
    const diffs = line ? await listSectionDiffs(line.pageId, line.previous, line.number) : [];
    const titles = line ? await listSourceTitlesAt(line.pageId, [line.previous, line.number]) : null;
    // Somebody else looked at the change that the address names.
    const before = at && line?.id !== at ? await findPatrolled(actor, at) : null;
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const title = t("moderation.patrol.title");
    // What was sent is about the change that the address names: the warning of a form is never shown at another one.
    const action = withQuery(localePath(locale, PATROL_PATH), { only, at: line?.id });
    const ofUndo = at === undefined || line?.id === at ? form : NO_FORM;
    return {
      title,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
      body: (
        <>
          {done ? <Outcome>{t(`moderation.patrol.done.${done}`)}</Outcome> : null}
          <PageHead
            title={title}
            sub={t("moderation.patrol.sub", { count: lines.length })}
            actions={
              <ButtonLink href={localePath(locale, PLACES.changes)}>{t("profiles.changes.title")}</ButtonLink>
            }
          />
          <div className="wrap body flush stack g5">
            <ErrorsSummary t={t} problems={{ errors: {}, error: clash }} labels={{}} />
            {before && !done && !clash ? (
              <p role="status">{t(`moderation.patrol.by.${before.how}`, { by: before.by })}</p>
            ) : null}
            {line || only ? <Filters t={t} locale={locale} only={only} /> : null}
            {line ? (
              <ChangePart
                key={line.id}
                {...{ t, locale, line, diffs, next, only, action }}
                sourceTitle={(id) => titles?.get(id) ?? t("revisions.diff.sourceRemoved")}
                undo={fieldsOf(t, ofUndo, "undo")}
              />
            ) : (
              <NothingLeft t={t} locale={locale} only={only} />
            )}
            <Later t={t} locale={locale} lines={lines} shown={line?.id ?? ""} only={only} />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof PatrolQuery>;

export const GET = screen(view);

const back =
  (done: (typeof DONE)[number]) =>
  (_result: unknown, { input, request }: { input: { next: string }; request: Request }) =>
    withQuery(PATROL_PATH, {
      only: new URL(request.url).searchParams.get("only") ?? undefined,
      at: input.next === "" ? undefined : input.next,
      done,
    });

export const POST = screenForm(view, {
  fine: spec({ schema: PatrolFine, command: patrolRevision, limit: "review", done: back("fine") }),
  undo: spec({
    schema: PatrolUndo,
    command: undoInPatrol,
    guards: ["summary"],
    limit: "save",
    done: back("undone"),
  }),
});

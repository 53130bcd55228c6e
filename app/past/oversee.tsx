import type { ReactNode } from "react";
import { z } from "zod";
import { PLACES } from "@/components/shell/places";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import { type RevisionAt, RevisionNumber } from "@/lib/pages/model";
import type { OverseenRevision } from "@/lib/pages/moderation/model";
import { HIDES_SOMETHING, HideFields, PurgeFields } from "@/lib/revisions/input";
import { NAMES_REASON } from "@/lib/revisions/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { PageTools, ScreenView } from "@/lib/web/view";
import { OverseeView } from "./oversee-view";

/** What the screen for hiding and showing revisions needs to know of a kind of page. */
export interface OverseenPages {
  /** The first part of its address. */
  path: string;
  params: z.ZodObject<{ slug: z.ZodType<string, string> }>;
  /** A section of a profile, or the text of another page. */
  of: "section" | "text";
  /** Returns the revision, the title of its page, the name of its part, its address, and its change. */
  find: (
    actor: Actor,
    at: RevisionAt,
    tools: PageTools,
  ) => Promise<{ found: OverseenRevision; title: string; part: string; href: string; changes: ReactNode }>;
  hide: (ctx: Ctx, input: RevisionAt & HideFields) => Promise<void>;
  show: (ctx: Ctx, input: RevisionAt) => Promise<void>;
  purge: (ctx: Ctx, input: RevisionAt & PurgeFields) => Promise<void>;
}

const Query = z.object({ done: z.enum(["hidden", "shown", "purged"]).optional().catch(undefined) });

const paramsOf = ({ params }: OverseenPages) => params.extend({ number: RevisionNumber });

const placeOf = ({ path }: OverseenPages, { slug, number }: RevisionAt) => `${path}/${slug}/${number}`;

function viewOf(pages: OverseenPages) {
  return {
    params: paramsOf(pages),
    query: Query,
    allows: (actor) => can(actor, "revision.hide"),
    async render({ slug, number, done }, tools) {
      const { t, locale, actor, form } = tools;
      const { title: name, changes, ...drawn } = await pages.find(actor, { slug, number }, tools);
      const title = t("past.hidden.title", { title: name, number });
      return {
        title,
        crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
        body: (
          <OverseeView
            {...{ t, locale, title, form, done, ...drawn }}
            of={pages.of}
            action={localePath(locale, placeOf(pages, { slug, number }))}
          >
            {changes}
          </OverseeView>
        ),
      };
    },
  } satisfies ScreenView<ReturnType<typeof paramsOf>, typeof Query>;
}

/** Creates the screen of a revision in full, for moderators. */
export const overseen = (pages: OverseenPages) => screen(viewOf(pages));

/** Creates its forms, which lead back to it with the result. */
export function overseenForms(pages: OverseenPages) {
  const params = paramsOf(pages);
  const back =
    (done: "hidden" | "shown" | "purged") =>
    (_: unknown, { input }: { input: RevisionAt }) =>
      `${placeOf(pages, input)}?done=${done}`;
  return screenForm(viewOf(pages), {
    hide: spec({
      schema: params.extend(HideFields.shape).refine(...HIDES_SOMETHING),
      command: pages.hide,
      limit: "review",
      done: back("hidden"),
    }),
    show: spec({ schema: params, command: pages.show, limit: "review", done: back("shown") }),
    purge: spec({
      schema: params.extend(PurgeFields.shape).refine(...NAMES_REASON),
      command: pages.purge,
      act: "past.purge.title",
      limit: "review",
      done: back("purged"),
    }),
  });
}

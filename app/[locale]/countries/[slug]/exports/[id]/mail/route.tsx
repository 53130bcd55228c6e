import { z } from "zod";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { withQuery } from "@/components/with-query";
import { DomainError } from "@/lib/core/errors";
import { awaitExport, findExportById, isAwaited, stopAwaiting } from "@/lib/exports";
import { AwaitExport } from "@/lib/exports/model";
import { localePath } from "@/lib/i18n/locales";
import { findProfileHead } from "@/lib/profiles/reading";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../../../../profile-address";
import { AwaitView } from "./await-view";

const Params = SlugParams.extend({ id: z.uuid() });
const Query = AwaitExport.pick({ lang: true });

const pageOf = (at: { slug: string; id: string; lang?: string | undefined }, below = "") =>
  withQuery(`/countries/${at.slug}/exports/${at.id}${below}`, { lang: at.lang });

/**
 * Turns the mail about a finished document on or off. A document that is finished or has failed redirects to
 * its own page.
 */
const view: ScreenView<typeof Params, typeof Query> = {
  params: Params,
  query: Query,
  async render({ slug, id, lang }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const made = await findExportById(id);
    if (made?.pageId !== head.pageId || made.format === "json") throw new DomainError("not_found", "export");
    const { t, locale, form, actor } = tools;
    if (made.state !== "making") return { to: localePath(locale, pageOf({ slug, id, lang })), status: 303 };
    const title = t("exports.waiting.title", { country: head.names[locale] });
    return {
      title,
      current: "countries",
      crumbs: profileCrumbs(t, locale, head, title),
      body: (
        <AwaitView
          {...{ t, locale, title, made, lang, form }}
          isAwaited={await isAwaited({ exportId: id, memberId: actor.id })}
        />
      ),
    };
  },
};

export const GET = screen(view);

const Sent = AwaitExport.extend({ slug: SlugParams.shape.slug });

export const POST = screenForm(view, {
  await: spec({
    schema: Sent,
    command: async (ctx, at) => ({ ...at, ...(await awaitExport(ctx, at)) }),
    limit: "account",
    done: (at) => pageOf(at, at.isAwaited ? "/mail" : ""),
  }),
  stop: spec({
    schema: Sent,
    command: async (ctx, at) => {
      await stopAwaiting(ctx, at);
      return at;
    },
    limit: "account",
    done: (at) => pageOf(at, "/mail"),
  }),
});

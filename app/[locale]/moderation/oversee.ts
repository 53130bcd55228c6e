import { z } from "zod";
import { PLACES } from "@/components/shell/places";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import type { Translator } from "@/lib/i18n/translator";
import { type Forms, spec } from "@/lib/web/form";

/*
 * What the screens share on which moderators hide a revision and show it again: of a profile, a post, a description.
 */

export const OverseeQuery = z.object({ done: z.enum(["hidden", "shown"]).optional().catch(undefined) });

export const mayOversee = (actor: Actor): boolean => can(actor, "revision.hide");

export function overseeCrumbs(t: Translator, title: string) {
  return [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }];
}

type At = z.ZodType<{ slug: string; number: number }>;

/** Both forms, which lead back to the screen at `placeOf` with what was done. */
export function overseeForms<H extends At, S extends At>(
  placeOf: (slug: string, number: number) => string,
  hide: { schema: H; command: (ctx: Ctx, input: z.infer<H>) => Promise<void> },
  show: { schema: S; command: (ctx: Ctx, input: z.infer<S>) => Promise<void> },
): Forms {
  const back =
    (done: "hidden" | "shown") =>
    (_: unknown, { input }: { input: z.infer<At> }) =>
      `${placeOf(input.slug, input.number)}?done=${done}`;
  return {
    hide: spec({ ...hide, limit: "review", done: back("hidden") }),
    show: spec({ ...show, limit: "review", done: back("shown") }),
  };
}

import type { z } from "zod";
import type { MainPlace } from "@/components/shell/places";
import type { CommentedKind, commentsOf } from "@/lib/comments";
import type { CommentedHead, CommentWord, commentInputs } from "@/lib/comments/model";
import type { Actor } from "@/lib/core/actor";
import type { Translator } from "@/lib/i18n/translator";
import { isInForce } from "@/lib/web/pages/readable";
import type { Crumb } from "@/lib/web/view";

/** What the screens and pages of comments need to know of a kind of page with comments. */
export interface CommentedPages {
  of: CommentedKind;
  commands: ReturnType<typeof commentsOf>;
  inputs: ReturnType<typeof commentInputs<{ slug: z.ZodType<string, string> }>>;
  /** How its comments are called. */
  word: CommentWord;
  current: MainPlace;
  params: z.ZodObject<{ slug: z.ZodType<string, string> }>;
  crumbs: (t: Translator, page: Pick<CommentedHead, "path" | "title">, last: string) => Crumb[];
}

/** Checks what every screen of comments requires of a member before it looks for the page. */
export const mayEnter = ({ of }: CommentedPages, actor: Actor): boolean => !of.isSecret || isInForce(actor);

/** Returns the page data common to every screen and page of comments. */
export function commentedPage(
  { crumbs, current }: CommentedPages,
  t: Translator,
  page: Pick<CommentedHead, "path" | "title">,
  what: string,
) {
  return {
    title: t("comments.write.titleOf", { what, title: page.title }),
    current,
    crumbs: crumbs(t, page, what),
  };
}

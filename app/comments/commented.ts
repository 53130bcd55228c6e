import type { z } from "zod";
import type { MainPlace } from "@/components/shell/places";
import type { CommentedKind, commentsOf } from "@/lib/comments";
import type { CommentedHead, commentInputs } from "@/lib/comments/model";
import type { Translator } from "@/lib/i18n/translator";
import type { Crumb } from "@/lib/web/view";

/** What the screens and pages of comments need to know of a sort of page on which they stand. */
export interface CommentedPages {
  of: CommentedKind;
  commands: ReturnType<typeof commentsOf>;
  inputs: ReturnType<typeof commentInputs<{ slug: z.ZodType<string, string> }>>;
  current: MainPlace;
  params: z.ZodObject<{ slug: z.ZodType<string, string> }>;
  crumbs: (t: Translator, page: Pick<CommentedHead, "path" | "title">, last: string) => Crumb[];
}

/** What every screen and page of comments says of itself. */
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

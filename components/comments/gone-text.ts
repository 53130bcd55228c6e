import type { CommentLine } from "@/lib/comments/model";
import type { Translator } from "@/lib/i18n/translator";

/** What is in place of a comment that has no text any more. `words`: how its kind of page says it. */
export function goneText(
  t: Translator,
  { state, purgedFor }: Pick<CommentLine, "state" | "purgedFor">,
  words: "comments.read" | "discussions.topic",
): string {
  if (purgedFor !== null) return t("past.purge.gap", { why: t(`past.purge.reasons.${purgedFor}`) });
  return t(`${words}.${state === "removed" ? "removed" : "hidden"}`);
}

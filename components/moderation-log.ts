import { message, type Translator } from "@/lib/i18n/translator";
import type { LogLine } from "@/lib/public-log/model";

const PURGED = new Set(["court-order", "illegal-content", "case-data"]);
const GROUNDS = new Set(["defamation", "copyright", "illegal", "child-safety", "security"]);

/** Names the reason of an action, which is from one of the lists of reasons. */
export function reasonText(
  t: Translator,
  { action, reason }: { action: string; reason: string | null },
): string {
  if (reason === null) return "";
  if (action === "purged" || PURGED.has(reason)) return message(t, `past.purge.reasons.${reason}`);
  return message(t, GROUNDS.has(reason) ? `flags.ground.${reason}` : `flags.code.${reason}`);
}

/** Names the kind of thing that an action was about. */
export const thingText = (t: Translator, kind: string): string => message(t, `flags.log.kind.${kind}`);

/** Names an action of the public log. */
export const actionText = (t: Translator, action: string): string => message(t, `flags.log.action.${action}`);

/** Names what was done to what, for lists and feeds. */
export function lineText(t: Translator, line: Pick<LogLine, "action" | "kind"> & { count?: number }): string {
  const words = { action: actionText(t, line.action), kind: thingText(t, line.kind) };
  const { count = 1 } = line;
  return count === 1 ? t("flags.log.one", words) : t("flags.log.several", { ...words, count });
}

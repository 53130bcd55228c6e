import type { FormState } from "@/lib/core/form-state";
import { redact, sensitiveKinds } from "@/lib/text/sensitive";
import type { Fields } from "../fields";

/**
 * Checks what a form would publish for personal and case data before anything is done. Returns the state in which its page
 * comes again: with a warning, or with the text redacted after the sender asked for it. Null if there is nothing to warn of,
 * or the sender read the warning and sends anyway. What was found is neither stored nor logged.
 */
export function guardText(guards: readonly string[], fields: Fields): Partial<FormState> | null {
  const typed = guards.flatMap((name) => {
    const value = fields[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  if (fields.guard === "redact") {
    const redacted = Object.fromEntries(typed.map(([name, value]) => [name, redact(value)]));
    return { values: { ...fields, ...redacted }, guard: { kinds: [], isRedacted: true } };
  }
  if (fields.guard === "send") return null;
  const kinds = sensitiveKinds(typed.map(([, value]) => value));
  return kinds.length > 0 ? { guard: { kinds, isRedacted: false } } : null;
}

import type { DomainError } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { changeTexts, redact, sensitiveKinds, textsIn } from "@/lib/text/sensitive";
import type { Fields } from "../fields";

/** The field in which the editor sends a text, as a document. */
const DOCUMENT = "content";

const PRESSED = /^([a-z]+)=([\w-]+)$/i;

/**
 * Reads which button of the warning was pressed. A browser sends only one button, so that of the warning also says which
 * button of the form it stands for, as `send:form=post:step=submit` (`GuardNote`).
 */
export function readGuard(fields: Fields): Fields {
  if (typeof fields.guard !== "string" || !fields.guard.includes(":")) return fields;
  const [guard = "", ...pressed] = fields.guard.split(":");
  const buttons = pressed.flatMap((one) => {
    const [, name, value] = PRESSED.exec(one) ?? [];
    return name && value ? [[name, value] as const] : [];
  });
  return { ...fields, ...Object.fromEntries(buttons), guard };
}

/** What the button of a warning says: send despite personal data, or despite a filter as well. */
const DESPITE_DATA = "send";
const DESPITE_FILTER = "sendall";

/** How commands of a form treat a filter that warns: the sender can still be asked, or has read its warning. */
export const warningOf = (fields: Fields) => (fields.guard === DESPITE_FILTER ? "read" : "asks");

/** Returns the state in which a form comes again because a filter warns or refuses; null for any other refusal. */
export function filterWarning({ code, reason, details }: DomainError): Partial<FormState> | null {
  const isRefused = reason === "filter_refused";
  if (code !== "conflict" || !(isRefused || reason === "filter_warned")) return null;
  const { explanation = "" } = (details ?? {}) as { explanation?: string };
  return { guard: { kinds: [], isRedacted: false, filter: { explanation, isRefused } } };
}

/**
 * Checks what a form would publish for personal and case data before anything is done. Returns the state in which its page
 * comes again: with a warning, or with the text redacted after the sender asked for it. Null if there is nothing to warn of,
 * or the sender read the warning and sends anyway. What was found is neither stored nor logged.
 */
export function guardText(guards: readonly string[], fields: Fields): Partial<FormState> | null {
  if (fields.guard === DESPITE_DATA || fields.guard === DESPITE_FILTER) return null;
  const typed = guards.flatMap((name) => {
    const value = fields[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  if (fields.guard === "redact") {
    const changed = Object.fromEntries(typed.map(([name, value]) => [name, redacted(name, value)]));
    return { values: { ...fields, ...changed }, guard: { kinds: [], isRedacted: true } };
  }
  const kinds = sensitiveKinds(typed.flatMap(([name, value]) => textsOf(name, value)));
  return kinds.length > 0 ? { guard: { kinds, isRedacted: false } } : null;
}

/** Whether a field has a document, whose texts are looked at one by one. */
const isDocument = (name: string, value: string) => name === DOCUMENT && value !== "";

function textsOf(name: string, value: string | string[]): string[] {
  if (Array.isArray(value)) return value;
  return isDocument(name, value) ? textsIn(value) : [value];
}

/** Returns a field without what is sensitive: a line, a list of lines, or a document. */
function redacted(name: string, value: string | string[]) {
  if (Array.isArray(value)) return value.map((one) => redact(one));
  return isDocument(name, value) ? changeTexts(value, (text) => redact(text)) : redact(value);
}

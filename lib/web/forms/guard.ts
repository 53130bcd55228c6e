import type { FormState } from "@/lib/core/form-state";
import { redact, sensitiveKinds } from "@/lib/text/sensitive";
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

/**
 * Checks what a form would publish for personal and case data before anything is done. Returns the state in which its page
 * comes again: with a warning, or with the text redacted after the sender asked for it. Null if there is nothing to warn of,
 * or the sender read the warning and sends anyway. What was found is neither stored nor logged.
 */
export function guardText(guards: readonly string[], fields: Fields): Partial<FormState> | null {
  if (fields.guard === "send") return null;
  const typed = guards.flatMap((name) => {
    const value = fields[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  if (fields.guard === "redact") {
    const redacted = Object.fromEntries(
      typed.map(([name, value]) => [name, changeTexts(name, value, redact)]),
    );
    return { values: { ...fields, ...redacted }, guard: { kinds: [], isRedacted: true } };
  }
  const texts: string[] = [];
  const look = (text: string) => {
    texts.push(text);
    return text;
  };
  for (const [name, value] of typed) changeTexts(name, value, look);
  const kinds = sensitiveKinds(texts);
  return kinds.length > 0 ? { guard: { kinds, isRedacted: false } } : null;
}

/** Returns a field with each of its texts changed: a line, a list of lines, or the texts of a document. */
function changeTexts(name: string, value: string | string[], change: (text: string) => string) {
  if (Array.isArray(value)) return value.map(change);
  return name === DOCUMENT && value !== "" ? changeDocument(value, change) : change(value);
}

function changeDocument(json: string, change: (text: string) => string): string {
  const isText = (key: string, value: unknown): value is string =>
    key === "text" && typeof value === "string";
  return JSON.stringify(
    JSON.parse(json, (key: string, value: unknown) => (isText(key, value) ? change(value) : value)),
  );
}

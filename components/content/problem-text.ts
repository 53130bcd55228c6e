import { message, type Translator } from "@/lib/i18n/message";
import { type Field, fieldLabelKey } from "@/lib/revisions/records-fields";
import type { Problem } from "@/lib/text/problems";

/**
 * Returns the text for a problem in the reader's language, with the name of its field if there is one:
 * "Title: Fill this in."
 */
export function problemText(
  problem: Problem,
  t: Translator,
  section?: string,
  fields: readonly Field[] = [],
): string {
  const rule = message(
    t,
    `revisions.rules.${problem.rule}`,
    problem.limit === undefined ? {} : { limit: problem.limit },
  );
  const field = fieldOf(fields, problem.path);
  if (!field || !section) return rule;
  return t("revisions.problem", { field: message(t, fieldLabelKey(section, field)), rule });
}

/** Returns the innermost field that a path leads to. */
function fieldOf(fields: readonly Field[], path: readonly (string | number)[]): Field | null {
  let found: Field | null = null;
  let inside: readonly Field[] = fields;
  for (const part of path) {
    const next = inside.find((field) => field.name === part);
    if (!next) continue;
    found = next;
    inside = next.fields ?? [];
  }
  return found;
}

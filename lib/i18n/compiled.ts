import compile from "icu-minify/compile";
import type { Locale } from "./locales";
import { MESSAGES } from "./messages";

/** Messages as a browser gets them: what they fill in is parsed already, so that no parser comes with them. */
export interface CompiledMessages {
  [key: string]: ReturnType<typeof compile> | CompiledMessages;
}

/** What an editor is for: a text has no fields, and of words to choose from only those for kinds of sources. */
export type Edited = "prose" | "records";
const compiled = new Map<string, CompiledMessages>();

/** What the editors say in a language, compiled. Made once for each language and sort of editor. */
export function editorMessages(locale: Locale, edited: Edited): CompiledMessages {
  const key = `${locale} ${edited}`;
  let messages = compiled.get(key);
  if (!messages) {
    const { editor, revisions, common } = MESSAGES[locale];
    const { fields: _, options, ...ofText } = revisions;
    messages = compileAll({
      editor,
      common,
      revisions:
        edited === "records" ? revisions : { ...ofText, options: { sourceKind: options.sourceKind } },
    });
    compiled.set(key, messages);
  }
  return messages;
}

type Plain = { readonly [key: string]: string | Plain };

function compileAll(messages: Plain): CompiledMessages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === "string" ? compile(value) : compileAll(value),
    ]),
  );
}

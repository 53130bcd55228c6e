import compile from "icu-minify/compile";
import type { Locale } from "./locales";
import { MESSAGES } from "./messages";

/** Messages for a browser, with placeholders already parsed, so that no parser needs to be loaded. */
export interface CompiledMessages {
  [key: string]: ReturnType<typeof compile> | CompiledMessages;
}

/**
 * What an editor edits: a section of prose (also the practice page), a section of records, or the text of another
 * page.
 */
export type Edited = "prose" | "records" | "text";
const compiled = new Map<string, CompiledMessages>();

/** Compiles the editors' messages in a language. Made once for each language and kind of editor. */
export function editorMessages(locale: Locale, edited: Edited): CompiledMessages {
  const key = `${locale} ${edited}`;
  let messages = compiled.get(key);
  if (!messages) {
    messages = compileAll(wordsFor(edited, MESSAGES[locale]));
    compiled.set(key, messages);
  }
  return messages;
}

/** Selects the messages that a page sends with its editor, without those for the server or other editors. */
function wordsFor(edited: Edited, { editor, revisions, common }: (typeof MESSAGES)[Locale]): Plain {
  const { title: _title, sub: _sub, plain: _plain, waiting: _waiting, ...own } = editor;
  const { trash: _trash, held: _held, pager: _pager, errors: _errors, ...shared } = common;
  const { fields, options, rules, ...ofText } = revisions;
  if (edited === "records") return { editor: own, common: shared, revisions };
  if (edited === "prose") {
    const { picture: _picture, embed: _embed, note: _note, ...ofProse } = own;
    const { sourceKind } = options;
    const ofSources = { sources: fields.sources, record: { note: fields.record.note } };
    return {
      editor: ofProse,
      common: shared,
      revisions: { ...ofText, rules, options: { sourceKind }, fields: ofSources },
    };
  }
  const { cite: _cite, records: _records, ...ofPost } = own;
  return { editor: ofPost, common: shared, revisions: ofText };
}

const requests = new Map<Locale, CompiledMessages>();

/** Compiles the messages of the wizard of requests in a language, once. */
export function requestMessages(locale: Locale): CompiledMessages {
  let messages = requests.get(locale);
  if (!messages) {
    const { cooperation, common, revisions } = MESSAGES[locale];
    const { blank, phrases: _phrases, ...own } = cooperation.request;
    messages = compileAll({
      cooperation: { request: { ...own, blank: { alone: blank.alone, with: blank.with } } },
      common: { pair: common.pair },
      revisions: { options: { confidence: revisions.options.confidence } },
    });
    requests.set(locale, messages);
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

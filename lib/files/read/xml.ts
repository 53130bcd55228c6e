import { StringDecoder } from "node:string_decoder";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { type Entry, openPromise, type ZipFile } from "yauzl";

/** Access to the parts of an office document. */
export interface Parts {
  has(name: string): boolean;
  names(): string[];
  /** Parses a part as an XML stream. `isDone` ends it early. A missing part is empty. */
  parse(name: string, on: XmlEvents): Promise<void>;
}

export interface XmlEvents {
  /** Names have no namespace prefix. */
  open?: (name: string, attributes: Record<string, string>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
  isDone?: () => boolean;
}

/** Opens an office document while `read` runs. */
export async function withParts<T>(path: string, read: (parts: Parts) => Promise<T>): Promise<T> {
  const zip = await openPromise(path, { autoClose: false });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    return await read({
      has: (name) => entries.has(name),
      names: () => [...entries.keys()],
      parse: async (name, on) => {
        const entry = entries.get(name);
        if (entry) await parseEntry(zip, entry, on);
      },
    });
  } finally {
    zip.close();
  }
}

/** Entities of a document type are never expanded: the parser knows XML's five and throws on others. */
async function parseEntry(zip: ZipFile, entry: Entry, on: XmlEvents): Promise<void> {
  const parser = new SaxesParser();
  parser.on("opentag", (tag: SaxesTagPlain) => on.open?.(localName(tag.name), localNames(tag.attributes)));
  parser.on("closetag", (tag: SaxesTagPlain) => on.close?.(localName(tag.name)));
  parser.on("text", (text) => on.text?.(text));
  parser.on("error", (error) => {
    throw error;
  });
  const stream = await zip.openReadStreamPromise(entry);
  const decoder = new StringDecoder("utf8");
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    parser.write(decoder.write(chunk));
    // Leaving the loop closes the stream.
    if (on.isDone?.()) return;
  }
  parser.close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function localNames(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => [
      [name, value],
      [localName(name), value],
    ]),
  );
}

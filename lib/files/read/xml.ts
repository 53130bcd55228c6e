import { StringDecoder } from "node:string_decoder";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { type Entry, openPromise, type ZipFile } from "yauzl";

/** The parts of an office document, read one by one. */
export interface Parts {
  has(name: string): boolean;
  names(): string[];
  /** Reads a part as XML, as a stream. `isDone` ends it early. A part that is not there is empty. */
  parse(name: string, on: XmlEvents): Promise<void>;
}

export interface XmlEvents {
  /** Names are without their prefix. */
  open?: (name: string, attributes: Record<string, string>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
  isDone?: () => boolean;
}

/** Opens an office document for as long as `read` takes. */
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

/** No entity of a document type is ever expanded: the parser knows the five of XML and fails at any other. */
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

import { LRUCache } from "lru-cache";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { dataHash, textHash } from "@/lib/text/hash";

/**
 * Data that JSON represents in full: text, numbers, dates, and lists and objects of these. A function or a
 * `Map` becomes `never`, so that the compiler refuses it: JSON would leave it out of the cache key.
 */
export type Plain<T> = T extends ((...given: never[]) => unknown) | symbol | bigint | AnyMap | AnySet
  ? never
  : T extends Date
    ? T
    : T extends object
      ? { [K in keyof T]: Plain<T[K]> }
      : T;
type AnyMap = ReadonlyMap<unknown, unknown>;
type AnySet = ReadonlySet<unknown>;

interface Element {
  id?: string;
  className?: string;
  "aria-label"?: string;
}

/**
 * Makes a part of a page whose HTML is cached between drawings. The part receives plain data only, and its
 * HTML is stored under their hash: everything it shows is in the cache key, and other data are drawn again
 * (decision 22). It is drawn inside its own element. It must not use the time or anything else that is not in
 * its data.
 */
export function kept<Data extends object>(As: "section" | "aside", Part: (data: Data) => ReactNode) {
  parts += 1;
  const name = parts;
  return function Kept({ of, ...element }: Element & { of: Plain<Data> }) {
    const html = { __html: htmlOf(name, Part, of as Data) };
    // biome-ignore lint/security/noDangerouslySetInnerHtml: React wrote it, of a part of ours, a moment or a save ago.
    return <As {...element} dangerouslySetInnerHTML={html} />;
  };
}

let parts = 0;

/** React's HTML of a part, which escapes whatever members wrote: the only HTML inserted into a page as is. */
function htmlOf<Data extends object>(name: number, Part: (data: Data) => ReactNode, data: Data): string {
  // Each object by its hash: the hash of a section's content is also used elsewhere and cached.
  const hashed = Object.entries(data).map(([field, value]) => [
    field,
    isObject(value) ? { hash: dataHash(value) } : value,
  ]);
  const key = `${name} ${textHash(JSON.stringify(hashed))}`;
  const known = store().get(key);
  if (known) return known.toString();
  const html = renderToStaticMarkup(<Part {...data} />);
  store().set(key, Buffer.from(html));
  return html;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The parts of about 150 profiles. Stored as bytes: outside the heap, and half the size. */
const MAX_BYTES = 16 * 1024 * 1024;
const KEY = Symbol.for("octopus.kept-parts");
const shared = globalThis as { [KEY]?: LRUCache<string, Buffer> };

function store(): LRUCache<string, Buffer> {
  shared[KEY] ??= new LRUCache({ maxSize: MAX_BYTES, sizeCalculation: (html) => 256 + html.length });
  return shared[KEY];
}

/** Empties the cache, as in a new process. @forTests */
export function emptyCache(): void {
  store().clear();
}

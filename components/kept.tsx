import { LRUCache } from "lru-cache";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { dataHash, textHash } from "@/lib/text/hash";

/**
 * Data that JSON says in full: text, numbers, moments, lists and objects of these. A function or a `Map` among them is
 * `never`, so that the compiler refuses it: JSON would leave it out of the key.
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
 * Makes a part of a page whose HTML is kept from one drawing to the next. The part is given data alone, and its HTML is
 * kept under the hash of all of them: whatever it shows is in the key, and other data are drawn anew (decision 22). It
 * stands inside an element of its own. It must not ask for the time or anything else that is not among its data.
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

/** What React wrote of a part, which escapes whatever members wrote: the one HTML that goes into a page as it is. */
function htmlOf<Data extends object>(name: number, Part: (data: Data) => ReactNode, data: Data): string {
  // Each object by its hash: that of a section's content is asked for elsewhere as well.
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

/** The parts of about 150 profiles. As bytes: outside of the heap, and half as many. */
const MAX_BYTES = 16 * 1024 * 1024;
const KEY = Symbol.for("octopus.kept-parts");
const shared = globalThis as { [KEY]?: LRUCache<string, Buffer> };

function store(): LRUCache<string, Buffer> {
  shared[KEY] ??= new LRUCache({ maxSize: MAX_BYTES, sizeCalculation: (html) => 256 + html.length });
  return shared[KEY];
}

/**
 * Forgets all that is kept, as a process that has just started.
 * @forTests
 */
export function forgetKept(): void {
  store().clear();
}

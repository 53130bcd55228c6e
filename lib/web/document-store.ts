import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { LRUCache } from "lru-cache";

export type Encoding = "br" | "gzip" | "identity";

/** A finished document: the same bytes for every reader, already compressed, with what it depends on. */
export interface StoredDocument {
  scopes: readonly string[];
  /** The scopes' version that was read before the document was drawn. */
  version: number;
  etag: string;
  headers: Record<string, string>;
  bodies: Partial<Record<Exclude<Encoding, "identity">, Buffer>>;
  /** The headers and the etag, names and values in turn, once they were sent. */
  head?: readonly string[];
}

interface Address {
  /** Query parameters that are part of the address; others are not. */
  declared: readonly string[];
  variants: Map<string, Variant>;
}

/** `scopes` alone are remembered from a first drawing, so that the second one knows what to ask before it starts. */
type Variant = { scopes: readonly string[]; key: string };

const MAX_BYTES = 48 * 1024 * 1024;
const MAX_VARIANTS = 64;
const MAX_ADDRESSES = 20_000;

/** Documents of this process, bounded in bytes. Never stale: each is used only with a fresh read of its version. */
export class DocumentStore {
  private readonly addresses = new LRUCache<string, Address>({ max: MAX_ADDRESSES });
  private readonly documents: LRUCache<string, StoredDocument>;

  constructor(maxBytes: number = MAX_BYTES) {
    this.documents = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (doc) => 512 + (doc.bodies.br?.length ?? 0) + (doc.bodies.gzip?.length ?? 0),
    });
  }

  /** The document kept for an address, if any; its version is not checked here. */
  find(pathname: string, search: URLSearchParams): StoredDocument | undefined {
    const address = this.addresses.get(pathname);
    if (!address) return undefined;
    const variant = address.variants.get(variantName(address.declared, search));
    return variant && this.documents.get(variant.key);
  }

  /** The scopes that an earlier drawing of this address turned out to have. */
  knownScopes(pathname: string, search: URLSearchParams): readonly string[] | undefined {
    const address = this.addresses.get(pathname);
    return address?.variants.get(variantName(address.declared, search))?.scopes;
  }

  /** Remembers what an address depends on, and the document itself when it was drawn after asking for all of it. */
  put(
    pathname: string,
    search: URLSearchParams,
    declared: readonly string[],
    scopes: readonly string[],
    document: StoredDocument | undefined,
  ): void {
    const address = this.addresses.get(pathname) ?? { declared, variants: new Map<string, Variant>() };
    const name = variantName(declared, search);
    if (!address.variants.has(name) && address.variants.size >= MAX_VARIANTS) {
      const oldest = address.variants.keys().next().value;
      if (oldest !== undefined) this.forget(address, oldest);
    }
    const key = variantKey(pathname, declared, search);
    address.variants.set(name, { scopes, key });
    this.addresses.set(pathname, address);
    if (document) this.documents.set(key, document);
  }

  private forget(address: Address, name: string): void {
    const variant = address.variants.get(name);
    if (variant) this.documents.delete(variant.key);
    address.variants.delete(name);
  }
}

/** The name of one document among all. */
export function variantKey(pathname: string, declared: readonly string[], search: URLSearchParams): string {
  return `${pathname}?${variantName(declared, search)}`;
}

/** The declared parameters in their declared order: two spellings of one address are one document. */
function variantName(declared: readonly string[], search: URLSearchParams): string {
  const parts: string[] = [];
  for (const name of declared) {
    const value = search.getAll(name).join(",");
    if (value !== "") parts.push(`${name}=${encodeURIComponent(value)}`);
  }
  return parts.join("&");
}

/** What a client takes, best first. */
export function chooseEncoding(accept: string | null | undefined): Encoding {
  const offered = accept ?? "";
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(offered)) return "br";
  if (/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(offered)) return "gzip";
  return "identity";
}

/** Compresses a finished text once; quality 5 costs about 2 ms for 60 KB. */
export function compress(text: Buffer, encoding: Exclude<Encoding, "identity">): Buffer {
  if (encoding === "gzip") return gzipSync(text, { level: 6 });
  return brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  });
}

/** The bytes of a document in an encoding; made from the other one when it was not asked for before. */
export function bodyIn(document: StoredDocument, encoding: Encoding): Buffer {
  if (encoding !== "identity") {
    const ready = document.bodies[encoding];
    if (ready) return ready;
  }
  const plain = document.bodies.br
    ? brotliDecompressSync(document.bodies.br)
    : document.bodies.gzip
      ? gunzipSync(document.bodies.gzip)
      : Buffer.alloc(0);
  if (encoding === "identity") return plain;
  const made = compress(plain, encoding);
  document.bodies[encoding] = made;
  return made;
}

const KEY = Symbol.for("octopus.document-store");
const shared = globalThis as { [KEY]?: DocumentStore };

/** The store of this process, shared by the front door and the routes, which load this module apart. */
export function documentStore(): DocumentStore {
  shared[KEY] ??= new DocumentStore();
  return shared[KEY];
}

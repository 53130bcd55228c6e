import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { LRUCache } from "lru-cache";

export type Encoding = "br" | "gzip" | "identity";

/** A finished document: the same bytes for every reader, compressed, with its scopes. */
export interface StoredDocument {
  scopes: readonly string[];
  /** Version of the scopes, read before the document was drawn. */
  version: number;
  etag: string;
  headers: Record<string, string>;
  bodies: Partial<Record<Exclude<Encoding, "identity">, Buffer>>;
  /** Milliseconds it may be served. Without it: while its version is current. */
  storedFor?: number;
  /** Set if the page repeats the typed address: then it is used for no other spelling. */
  readsTyped?: boolean;
  /** Headers and ETag as a flat list, once sent. */
  head?: readonly string[];
}

/** Checks whether a document is a page, and not a feed or a file of data. */
export function isPage(contentType: string | null | undefined): boolean {
  return contentType?.startsWith("text/html") === true;
}

interface Address {
  /** Query parameters that are part of the address. */
  declared: readonly string[];
  /** By parsed parameters; the variant without any is never evicted. */
  variants: Map<string, Variant>;
  /** Variant name by parameters as typed. */
  typed: Map<string, string>;
}

/** `scopes` are remembered from the first drawing, so that the second knows which versions to read first. */
type Variant = { scopes: readonly string[]; key: string };

const MAX_BYTES = 48 * 1024 * 1024;
const MAX_VARIANTS = 64;
/** Variants that expire: endless small pages such as searches, of which a few are requested often. */
const MAX_SHORT_LIVED = 256;
/** Remembered spellings of an address's variants; others are parsed again, but not redrawn. */
const MAX_TYPED = 256;
const MAX_TYPED_LENGTH = 200;
const MAX_ADDRESSES = 20_000;

/**
 * Stores the documents of this process, limited in bytes. It may hold stale ones: callers compare the version
 * before each use.
 */
export class DocumentStore {
  private readonly addresses = new LRUCache<string, Address>({ max: MAX_ADDRESSES });
  private readonly documents: LRUCache<string, StoredDocument>;

  constructor(maxBytes: number = MAX_BYTES) {
    this.documents = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (doc) => 512 + (doc.bodies.br?.length ?? 0) + (doc.bodies.gzip?.length ?? 0),
    });
  }

  /** Finds the stored document of an address as typed; does not check its version. */
  find(pathname: string, search: URLSearchParams): StoredDocument | undefined {
    const address = this.addresses.get(pathname);
    if (!address) return undefined;
    const name = address.typed.get(typedName(address.declared, search));
    return name === undefined ? undefined : this.documentOf(address, name);
  }

  /** Finds the stored document of a variant, and remembers that this spelling means it. */
  findVariant(
    pathname: string,
    { search, name, isOdd = false }: { search: URLSearchParams; name: string; isOdd?: boolean },
  ): StoredDocument | undefined {
    const address = this.addresses.get(pathname);
    const found = address && this.documentOf(address, name);
    if (!found || (isOdd && found.readsTyped)) return undefined;
    remember(address, search, name);
    return found;
  }

  /** Returns the scopes that an earlier drawing of this variant found. */
  knownScopes(pathname: string, name: string): readonly string[] | undefined {
    return this.addresses.get(pathname)?.variants.get(name)?.scopes;
  }

  /** Stores a variant's scopes, and the document itself if all of them were known before drawing. */
  put(
    pathname: string,
    { search, declared, name }: { search: URLSearchParams; declared: readonly string[]; name: string },
    scopes: readonly string[],
    document: StoredDocument | undefined,
  ): void {
    const address = this.addresses.get(pathname) ?? { declared, variants: new Map(), typed: new Map() };
    const key = variantKey(pathname, name);
    address.variants.delete(name);
    address.variants.set(name, { scopes, key });
    if (address.variants.size > (document?.storedFor === undefined ? MAX_VARIANTS : MAX_SHORT_LIVED)) {
      const oldest = [...address.variants.keys()].find((one) => one !== "");
      if (oldest !== undefined) this.evict(address, oldest);
    }
    remember(address, search, name);
    this.addresses.set(pathname, address);
    if (document) this.documents.set(key, document, { ttl: document.storedFor ?? 0 });
  }

  private documentOf(address: Address, name: string): StoredDocument | undefined {
    const variant = address.variants.get(name);
    return variant && this.documents.get(variant.key);
  }

  private evict(address: Address, name: string): void {
    const variant = address.variants.get(name);
    if (variant) this.documents.delete(variant.key);
    address.variants.delete(name);
  }
}

/** Builds the key of a variant, by its name or a spelling. */
export function variantKey(pathname: string, name: string): string {
  return `${pathname}?${name}`;
}

function remember(address: Address, search: URLSearchParams, name: string): void {
  const typed = typedName(address.declared, search);
  if (typed.length > MAX_TYPED_LENGTH) return;
  if (typed !== "" && !address.typed.has(typed) && address.typed.size >= MAX_TYPED) {
    const oldest = [...address.typed.keys()].find((one) => one !== "");
    if (oldest !== undefined) address.typed.delete(oldest);
  }
  address.typed.set(typed, name);
}

/** The declared parameters as typed, in declared order. */
function typedName(declared: readonly string[], search: URLSearchParams): string {
  const parts: string[] = [];
  for (const name of declared) {
    const value = search.getAll(name).join(",");
    if (value !== "") parts.push(`${name}=${encodeURIComponent(value.toWellFormed())}`);
  }
  return parts.join("&");
}

/** Chooses the best encoding that the client accepts. */
export function chooseEncoding(accept: string | null | undefined): Encoding {
  const offered = accept ?? "";
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(offered)) return "br";
  if (/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(offered)) return "gzip";
  return "identity";
}

/** Chooses gzip if accepted: brotli costs too much for a page that is sent a few times. */
export function chooseCheapEncoding(accept: string | null | undefined): Encoding {
  return chooseEncoding(/\bgzip\b[^,]*/.exec(accept ?? "")?.[0]);
}

/** Compresses a finished text; quality 5 takes about 2 ms for 60 KB. */
export function compress(text: Buffer, encoding: Exclude<Encoding, "identity">): Buffer {
  if (encoding === "gzip") return gzipSync(text, { level: 5 });
  return brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  });
}

/** Compresses a text that is sent once: half a millisecond that saves more on a slow connection. */
export function compressOnce(text: Buffer): Buffer {
  return gzipSync(text, { level: 3 });
}

/** Returns a document's bytes in an encoding; converted from the other one on first request. */
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

/** Returns the store of this process, shared by front door and routes, which load this module separately. */
export function documentStore(): DocumentStore {
  shared[KEY] ??= new DocumentStore();
  return shared[KEY];
}

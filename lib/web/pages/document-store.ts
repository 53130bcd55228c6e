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
  /** How long it may be served, in milliseconds. Without it: as long as its version is current. */
  storedFor?: number;
  /** Whether the page says back what was typed in its address: then it answers no other spelling. */
  readsTyped?: boolean;
  /** The headers and the etag, names and values in turn, once they were sent. */
  head?: readonly string[];
}

interface Address {
  /** Query parameters that are part of the address; others are not. */
  declared: readonly string[];
  /** By what was understood of them; the address without any is never pushed out by others. */
  variants: Map<string, Variant>;
  /** Which variant an address is, by its parameters as they were typed. */
  typed: Map<string, string>;
}

/** `scopes` alone are remembered from a first drawing, so that the second one knows what to ask before it starts. */
type Variant = { scopes: readonly string[]; key: string };

const MAX_BYTES = 48 * 1024 * 1024;
const MAX_VARIANTS = 64;
/** Variants that expire: small pages without end, such as searches, of which many readers ask for a few. */
const MAX_SHORT_LIVED = 256;
/** Spellings of the variants of an address; one that is not remembered is parsed again, and not drawn again. */
const MAX_TYPED = 256;
const MAX_TYPED_LENGTH = 200;
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

  /** The document kept for an address as it was typed, if any; its version is not checked here. */
  find(pathname: string, search: URLSearchParams): StoredDocument | undefined {
    const address = this.addresses.get(pathname);
    if (!address) return undefined;
    const name = address.typed.get(typedName(address.declared, search));
    return name === undefined ? undefined : this.documentOf(address, name);
  }

  /** Finds the document kept for a variant of an address, and remembers that this spelling means it. */
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

  /** The scopes that an earlier drawing of this variant turned out to have. */
  knownScopes(pathname: string, name: string): readonly string[] | undefined {
    return this.addresses.get(pathname)?.variants.get(name)?.scopes;
  }

  /** Remembers what a variant depends on, and the document itself when it was drawn after asking for all of it. */
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
      if (oldest !== undefined) this.forget(address, oldest);
    }
    remember(address, search, name);
    this.addresses.set(pathname, address);
    if (document) this.documents.set(key, document, { ttl: document.storedFor ?? 0 });
  }

  private documentOf(address: Address, name: string): StoredDocument | undefined {
    const variant = address.variants.get(name);
    return variant && this.documents.get(variant.key);
  }

  private forget(address: Address, name: string): void {
    const variant = address.variants.get(name);
    if (variant) this.documents.delete(variant.key);
    address.variants.delete(name);
  }
}

/** The key of a variant of an address, by its name or by a spelling of it. */
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

/** The declared parameters as they were typed, in their declared order. */
function typedName(declared: readonly string[], search: URLSearchParams): string {
  const parts: string[] = [];
  for (const name of declared) {
    const value = search.getAll(name).join(",");
    if (value !== "") parts.push(`${name}=${encodeURIComponent(value.toWellFormed())}`);
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

/** Chooses gzip where the client accepts it: brotli costs too much for a page that is sent a few times. */
export function chooseCheapEncoding(accept: string | null | undefined): Encoding {
  return chooseEncoding(/\bgzip\b[^,]*/.exec(accept ?? "")?.[0]);
}

/** Compresses a finished text once; quality 5 costs about 2 ms for 60 KB. */
export function compress(text: Buffer, encoding: Exclude<Encoding, "identity">): Buffer {
  if (encoding === "gzip") return gzipSync(text, { level: 5 });
  return brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  });
}

/** Compresses what is sent once: the bytes of a page of results cost more on a slow line than half a millisecond here. */
export function compressOnce(text: Buffer): Buffer {
  return gzipSync(text, { level: 3 });
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

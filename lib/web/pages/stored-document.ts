import { createHash } from "node:crypto";
import type { z } from "zod";
import { NO_FORM } from "@/lib/core/form-state";
import {
  readScopes,
  readUnmoved,
  type ScopeNumbers,
  scope,
  startDrawing,
  versionIn,
  withVersionsRead,
} from "@/lib/core/versions";
import { env } from "@/lib/env";
import { type Address, canonicalPath } from "../address";
import { requestContext } from "../request-context";
import { type DocumentView, type Drawn, type DrawnText, type InputOf, type Leading, limitOf } from "../view";
import { buildId } from "./build-id";
import { compressed } from "./compressed";
import {
  bodyIn,
  chooseCheapEncoding,
  chooseEncoding,
  compress,
  compressOnce,
  documentStore,
  type Encoding,
  type StoredDocument,
  variantKey,
} from "./document-store";
import { chargeForSize, finish, lead, sendOnce, spendDrawing, tools } from "./drawing";
import { inTurn } from "./drawing-turns";
import { Flights } from "./flights";
import { type DocumentVariant, variantOf } from "./variant";

/**
 * Result of drawing a stored document: the document with its status, a redirect, or an answer for one
 * spelling that is not stored.
 */
type Finished =
  | { document: StoredDocument; status: number }
  | { leading: Leading }
  | { once: { bytes: Buffer; type: string }; drawn: Drawn | DrawnText };

const KEY = Symbol.for("octopus.flights");
const shared = globalThis as { [KEY]?: Flights<Finished> };

/** Answers with a document that is drawn once for all waiting readers and then stored. */
export async function drawStored<P extends z.ZodObject, Q extends z.ZodObject>(
  view: DocumentView<P, Q>,
  input: InputOf<P, Q>,
  address: Address,
  request: Request,
): Promise<Response> {
  const { pathname, search } = address;
  const variant = variantOf(view.query, input, search);
  const accept = request.headers.get("accept-encoding");
  shared[KEY] ??= new Flights();
  const check = () => findFresh(address, variant);
  // The page itself is always drawn; only additions to its address can cost endlessly.
  const isVariant = variant.search.size > 0 || variant.isOdd;
  const isLimited = isVariant || limitOf(view, input) !== undefined;
  const kept = isLimited ? await check() : null;
  const limit = isLimited && kept === null ? await spendDrawing(view, input, isVariant) : undefined;
  // A page may repeat what it did not understand, so such a spelling shares its drawing with no other.
  const key = variantKey(pathname, variant.isOdd ? search.toString() : variant.name);
  const finished =
    kept ??
    (await shared[KEY].answer(key, {
      check,
      draw: async () => {
        const drawn = await inTurn(limit, () => drawAndKeep(view, input, { address, variant, accept }));
        if (limit === "diff" && "document" in drawn) await chargeForSize(limit, drawn.document);
        return drawn;
      },
    }));
  requestContext()?.drawn?.();
  if ("leading" in finished) return lead(finished.leading);
  if ("once" in finished) return compressed(sendOnce(finished.once, finished.drawn), request);
  const { document, status } = finished;
  const headers: Record<string, string> = { ...document.headers };
  if (document.etag) headers.etag = document.etag;
  const setEncoding = requestContext()?.setEncoding;
  const chosen = document.storedFor === undefined ? chooseEncoding(accept) : chooseCheapEncoding(accept);
  const sent = setEncoding ? chosen : "identity";
  if (sent !== "identity") setEncoding?.(sent);
  return new Response(new Uint8Array(bodyIn(document, sent)), { status, headers });
}

/** Finds the stored document of a variant if it is current. */
async function findFresh({ pathname, search }: Address, variant: DocumentVariant): Promise<Finished | null> {
  const document = documentStore().findVariant(pathname, { ...variant, search });
  if (!document) return null;
  const version = versionIn(await readScopes(document.scopes), document.scopes);
  return version === document.version ? { document, status: 200 } : null;
}

async function drawAndKeep<P extends z.ZodObject, Q extends z.ZodObject>(
  view: DocumentView<P, Q>,
  input: InputOf<P, Q>,
  { address, variant, accept }: { address: Address; variant: DocumentVariant; accept: string | null },
): Promise<Finished> {
  const store = documentStore();
  const own = [scope.site, ...(view.scopes?.(input) ?? [])];
  const asked = store.knownScopes(address.pathname, variant.name) ?? own;
  const start = await startDrawing(asked);
  const made = await withVersionsRead(asked, start, () => drawVariant(view, input, address, variant));
  if ("leading" in made) return made;
  const { drawn, readsTyped, bytes, type } = made;
  if (variant.isOdd && readsTyped) return { once: { bytes, type }, drawn };
  const storedFor = "storedFor" in drawn ? drawn.storedFor : undefined;
  const scopes = [...new Set([...own, ...(drawn.scopes ?? [])])];
  const status = drawn.status ?? 200;
  const found = scopes.filter((name) => !asked.includes(name));
  // Scopes found while drawing are valid unless one was raised meanwhile.
  const late = found.length === 0 ? NO_NUMBERS : await readUnmoved(found, start);
  const isVouched = late !== null && status === 200;
  const document: StoredDocument = {
    scopes,
    // Only its own scopes: those of an earlier drawing must not count.
    version: versionIn(new Map([...start.numbers, ...(late ?? [])]), scopes),
    ...(storedFor === undefined
      ? {
          etag: isVouched ? ("etag" in drawn && drawn.etag) || etagOf(bytes) : "",
          headers: documentHeaders(type, "headers" in drawn ? drawn.headers : undefined),
          bodies: compressedAs(chooseEncoding(accept), bytes),
        }
      : {
          etag: "",
          headers: { "content-type": type, ...NOT_FOR_PROXIES },
          bodies: { gzip: compressOnce(bytes) },
          storedFor: storedFor * 1000,
        }),
    readsTyped,
  };
  const declared = view.query ? Object.keys(view.query.shape) : [];
  const spelling = { search: address.search, declared, name: variant.name };
  store.put(address.pathname, spelling, scopes, isVouched ? document : undefined);
  return { document, status };
}

/** Headers of a page that only this process stores. */
const NOT_FOR_PROXIES = { "cache-control": "private, no-store", vary: "Accept-Encoding" };

/** Compresses in the first client's encoding; `bodyIn` makes the other one on demand. */
function compressedAs(encoding: Encoding, bytes: Buffer): StoredDocument["bodies"] {
  const kept = encoding === "identity" ? "br" : encoding;
  return { [kept]: compress(bytes, kept) };
}

/** Draws a variant at its canonical address, or at the typed one if the page repeats it. */
async function drawVariant<P extends z.ZodObject, Q extends z.ZodObject>(
  view: DocumentView<P, Q>,
  input: InputOf<P, Q>,
  address: Address,
  variant: DocumentVariant,
): Promise<
  { leading: Leading } | { drawn: Drawn | DrawnText; readsTyped: boolean; bytes: Buffer; type: string }
> {
  let readsTyped = false;
  const made = await tools(address, NO_FORM);
  const drawn = await view.render(input, {
    ...made,
    get search() {
      readsTyped = true;
      return address.search;
    },
  });
  if ("to" in drawn) return { leading: drawn };
  const search = variant.isOdd && readsTyped ? address.search : variant.search;
  const path = canonicalPath({ ...address, search }, view.query);
  return { drawn, readsTyped, ...(await finish(drawn, address, path)) };
}

const NO_NUMBERS: ScopeNumbers = new Map();

/** From build and text; weak, since the bytes differ by encoding. */
function etagOf(bytes: Buffer): string {
  return `W/"${buildId()}-${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
}

export function documentHeaders(
  type: string,
  further: Record<string, string> | undefined,
): Record<string, string> {
  return {
    "content-type": type,
    "cache-control": `public, max-age=0, s-maxage=${env().CDN_SECONDS}, must-revalidate`,
    vary: "Accept-Encoding",
    ...further,
  };
}

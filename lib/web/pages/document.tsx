import { createHash } from "node:crypto";
import type { z } from "zod";
import { isDomainError } from "@/lib/core/errors";
import { type FormState, NO_FORM } from "@/lib/core/form-state";
import {
  readScopes,
  readUnmoved,
  readVersion,
  type ScopeNumbers,
  scope,
  startDrawing,
  versionIn,
  withVersionsRead,
} from "@/lib/core/versions";
import { env } from "@/lib/env";
import { formatter, translator } from "@/lib/i18n/translator";
import { findReadOnlyMode } from "@/lib/operation";
import { type Address, addressOf, canonicalPath, readInput } from "../address";
import { takeHeldForm } from "../held/held-form";
import { type LimitName, spend } from "../limits";
import { requestContext, requestOrigin } from "../request-context";
import {
  type DocumentView,
  type Drawn,
  type DrawnText,
  type InputOf,
  type Leading,
  limitOf,
  type RouteContext,
} from "../view";
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
import { drawPage, errorResponse } from "./draw";
import { inTurn } from "./drawing-turns";
import { Flights } from "./flights";
import { type DocumentVariant, variantOf } from "./variant";

export type Handler = ((request: Request, route: RouteContext) => Promise<Response>) & {
  readonly octopus: unknown;
};

/**
 * A route's GET that answers with a document: drawn by one call without an actor, kept finished and compressed, and
 * given out again for as long as the versions of its scopes stand. Errors are pages with true statuses.
 */
export function document<P extends z.ZodObject, Q extends z.ZodObject>(view: DocumentView<P, Q>): Handler {
  const handler = async (request: Request, route: RouteContext): Promise<Response> => {
    const address = addressOf(request);
    try {
      const input = (await readInput(route, address.search, view)) as InputOf<P, Q>;
      const held = await takeHeldForm(address, request.headers);
      const isStored = typeof view.isStored === "function" ? view.isStored(input) : view.isStored !== false;
      if (isStored && !held) return await drawStored(view, input, address, request);
      // Whatever is added to such an address, it is drawn again.
      const limit = await spendDrawing(view, input, address.search.size > 0);
      const drawn = await inTurn(limit, () => drawOnce(view, input, address, held ?? NO_FORM));
      return held ? drawn : await compressed(drawn, request);
    } catch (error) {
      return errorResponse(error, address.locale, address.path);
    }
  };
  return Object.assign(handler, { octopus: { kind: "document", view } as const });
}

/**
 * Spends a point for a drawing: of its view's own limit, else, where the address has parameters, which make pages
 * without end, of that for variants. Answers by which limit it was counted. All drawings that a reader asks for come
 * through here; what is kept is not drawn, and costs nothing.
 */
async function spendDrawing<P extends z.ZodObject, Q extends z.ZodObject>(
  view: DocumentView<P, Q>,
  input: InputOf<P, Q>,
  isVariant: boolean,
): Promise<LimitName | undefined> {
  const limit = limitOf(view, input) ?? (isVariant ? "variant" : undefined);
  if (limit) await spend(limit, { ip: requestOrigin().ip });
  return limit;
}

/** How much of a compressed page is drawn for one point. */
const POINT_BYTES = 12_000;

/** How many points a page costs beyond its first: comparing and drawing take as long as it is large. */
export function pointsOfSize({ bodies }: StoredDocument): number {
  return Math.floor((bodies.br ?? bodies.gzip ?? Buffer.alloc(0)).length / POINT_BYTES);
}

/** Charges for what a drawing turned out to cost. This page is sent all the same; the next one may be refused. */
async function chargeForSize(limit: LimitName, document: StoredDocument): Promise<void> {
  const points = pointsOfSize(document);
  if (points === 0) return;
  try {
    await spend(limit, { ip: requestOrigin().ip }, points);
  } catch (error) {
    if (!isDomainError(error)) throw error;
  }
}

/** Draws a view for one answer alone: a form's page with its messages, or what is never stored. */
export async function drawOnce<P extends z.ZodObject, Q extends z.ZodObject>(
  view: DocumentView<P, Q>,
  input: InputOf<P, Q>,
  address: Address,
  form: FormState,
  status = 200,
): Promise<Response> {
  const drawn = await view.render(input, tools(address, form));
  if ("to" in drawn) return lead(drawn);
  return sendOnce(await finish(drawn, address, canonicalPath(address, view.query), form), drawn, status);
}

function sendOnce(
  { bytes, type }: { bytes: Buffer; type: string },
  drawn: Drawn | DrawnText,
  status = 200,
): Response {
  const headers: Record<string, string> = { "content-type": type, "cache-control": "private, no-store" };
  if ("refresh" in drawn && drawn.refresh) headers.refresh = String(drawn.refresh);
  return new Response(new Uint8Array(bytes), {
    status: "status" in drawn && drawn.status ? drawn.status : status,
    headers,
  });
}

function tools(address: Address, form: FormState) {
  const { locale, path, search } = address;
  return { locale, t: translator(locale), f: formatter(locale), path, search, form };
}

/**
 * What came of drawing a document that is kept: itself with its status, the address it leads to, or what answers one
 * spelling of an address and is not kept.
 */
type Finished =
  | { document: StoredDocument; status: number }
  | { leading: Leading }
  | { once: { bytes: Buffer; type: string }; drawn: Drawn | DrawnText };

const KEY = Symbol.for("octopus.flights");
const shared = globalThis as { [KEY]?: Flights<Finished> };

/** Answers with a document that is drawn once for all who wait for it, and then kept. */
async function drawStored<P extends z.ZodObject, Q extends z.ZodObject>(
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
  // The page itself is drawn whoever asks: what somebody adds to its address is what costs without end.
  const isVariant = variant.search.size > 0 || variant.isOdd;
  const isLimited = isVariant || limitOf(view, input) !== undefined;
  const kept = isLimited ? await check() : null;
  const limit = isLimited && kept === null ? await spendDrawing(view, input, isVariant) : undefined;
  // A page may say back what it did not understand: such a spelling shares its drawing with no other.
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

/** Finds the document that is kept for a variant of an address, if it is right now. */
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
  // Scopes that turned out to matter vouch for what was drawn unless one was raised meanwhile.
  const late = found.length === 0 ? NO_NUMBERS : await readUnmoved(found, start);
  const isVouched = late !== null && status === 200;
  const document: StoredDocument = {
    scopes,
    // Of its own scopes only: what an earlier drawing depended on besides must not count.
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

/** Compresses in the encoding of the first client; `bodyIn` makes the other one on demand. */
function compressedAs(encoding: Encoding, bytes: Buffer): StoredDocument["bodies"] {
  const kept = encoding === "identity" ? "br" : encoding;
  return { [kept]: compress(bytes, kept) };
}

/** Draws a variant at its canonical address, or at the typed one if the page shows what was typed. */
async function drawVariant<P extends z.ZodObject, Q extends z.ZodObject>(
  view: DocumentView<P, Q>,
  input: InputOf<P, Q>,
  address: Address,
  variant: DocumentVariant,
): Promise<
  { leading: Leading } | { drawn: Drawn | DrawnText; readsTyped: boolean; bytes: Buffer; type: string }
> {
  let readsTyped = false;
  const drawn = await view.render(input, {
    ...tools(address, NO_FORM),
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

/** Of the build and the text; weak, since the bytes differ by encoding. */
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

async function finish(
  drawn: Drawn | DrawnText,
  address: Address,
  path: string,
  form: FormState = NO_FORM,
): Promise<{ bytes: Buffer; type: string }> {
  if ("text" in drawn) return { bytes: Buffer.from(drawn.text as Uint8Array), type: drawn.type };
  const html = await drawPage(drawn, { locale: address.locale, path, banner: await readBanner(), form });
  return { bytes: Buffer.from(html), type: "text/html; charset=utf-8" };
}

const BANNER = Symbol.for("octopus.banner");
const banners = globalThis as { [BANNER]?: { version: number; text: string } };

/** What an administrator has to say on every page: asked for once for each version of what every page shows. */
async function readBanner(): Promise<string> {
  const version = await readVersion([scope.site]);
  if (banners[BANNER]?.version !== version)
    banners[BANNER] = { version, text: (await findReadOnlyMode()).banner };
  return banners[BANNER].text;
}

function lead(leading: Leading): Response {
  return new Response(null, {
    status: leading.status,
    headers: { location: leading.to, "cache-control": "no-store" },
  });
}

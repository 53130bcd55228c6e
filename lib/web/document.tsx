import { createHash } from "node:crypto";
import type { z } from "zod";
import { env } from "@/lib/env";
import { formatter, translator } from "@/lib/i18n/translator";
import { findReadOnlyMode } from "@/lib/operation";
import { readScopes, scope, versionIn } from "@/lib/versions";
import { type Address, addressOf, canonicalPath, readInput } from "./address";
import { buildId } from "./build-id";
import { bodyIn, chooseEncoding, compress, documentStore, type StoredDocument } from "./document-store";
import { drawPage, errorResponse } from "./draw";
import { takeHeldForm } from "./held-form";
import { spend } from "./limits";
import { requestContext, requestOrigin } from "./request-context";
import {
  type DocumentView,
  type Drawn,
  type DrawnText,
  type FormState,
  type InputOf,
  type Leading,
  NO_FORM,
  type RouteContext,
} from "./view";

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
      // What is kept was answered at the front door: whatever comes here costs a drawing.
      if (view.limit) await spend(view.limit, { ip: requestOrigin().ip });
      if (held || !isStored) return await drawOnce(view, input, address, held ?? NO_FORM);
      return await drawStored(view, input, address, request);
    } catch (error) {
      return errorResponse(error, address.locale, address.path);
    }
  };
  return Object.assign(handler, { octopus: { kind: "document", view } as const });
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
  const { bytes, type } = await finish(drawn, address, canonicalPath(address, view.query), form);
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

async function drawStored<P extends z.ZodObject, Q extends z.ZodObject>(
  view: DocumentView<P, Q>,
  input: InputOf<P, Q>,
  address: Address,
  request: Request,
): Promise<Response> {
  const store = documentStore();
  const declared = view.query ? Object.keys(view.query.shape) : [];
  const own = [scope.site, ...(view.scopes?.(input) ?? [])];
  const asked = store.knownScopes(address.pathname, address.search) ?? own;
  const numbers = await readScopes(asked);
  const drawn = await view.render(input, tools(address, NO_FORM));
  if ("to" in drawn) return lead(drawn);
  const { bytes, type } = await finish(drawn, address, canonicalPath(address, view.query));
  const scopes = [...new Set([...own, ...(drawn.scopes ?? [])])];
  const encoding = chooseEncoding(request.headers.get("accept-encoding"));
  const kept = encoding === "identity" ? "br" : encoding;
  const document: StoredDocument = {
    scopes,
    // Of its own scopes only: what an earlier drawing depended on besides must not count.
    version: versionIn(numbers, scopes),
    etag: ("etag" in drawn && drawn.etag) || etagOf(bytes),
    headers: documentHeaders(type, "headers" in drawn ? drawn.headers : undefined),
    bodies: { [kept]: compress(bytes, kept) },
  };
  // Only what was asked for before the drawing vouches for it; the next reader's drawing asks for all.
  const isVouched = scopes.every((name) => asked.includes(name)) && (!("status" in drawn) || !drawn.status);
  store.put(address.pathname, address.search, declared, scopes, isVouched ? document : undefined);
  const status = ("status" in drawn && drawn.status) || 200;
  const headers: Record<string, string> = { ...document.headers };
  if (isVouched) headers.etag = document.etag;
  const setEncoding = requestContext()?.setEncoding;
  const sent = setEncoding ? encoding : "identity";
  if (sent !== "identity") setEncoding?.(sent);
  return new Response(new Uint8Array(bodyIn(document, sent)), { status, headers });
}

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
  const mode = await findReadOnlyMode();
  const html = await drawPage(drawn, { locale: address.locale, path, banner: mode.banner, form });
  return { bytes: Buffer.from(html), type: "text/html; charset=utf-8" };
}

function lead(leading: Leading): Response {
  return new Response(null, {
    status: leading.status,
    headers: { location: leading.to, "cache-control": "no-store" },
  });
}

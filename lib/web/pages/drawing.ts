import type { z } from "zod";
import { DomainError, isDomainError } from "@/lib/core/errors";
import { type FormState, NO_FORM } from "@/lib/core/form-state";
import { isOffered } from "@/lib/i18n/site-words";
import { formatter, translator } from "@/lib/i18n/translator";
import { currentSite, freshSite } from "@/lib/site-settings";
import { type Address, canonicalPath } from "../address";
import { type LimitName, spend } from "../limits";
import { requestOrigin } from "../request-context";
import { type DocumentView, type Drawn, type DrawnText, type InputOf, type Leading, limitOf } from "../view";
import type { StoredDocument } from "./document-store";
import { drawPage } from "./draw";

/**
 * Spends a point for a drawing: of the view's own limit or, if the address has parameters (which make endless
 * pages), of that for variants. Returns the limit used. All drawings for readers pass through here; stored
 * documents cost nothing.
 */
export async function spendDrawing<P extends z.ZodObject, Q extends z.ZodObject>(
  view: DocumentView<P, Q>,
  input: InputOf<P, Q>,
  isVariant: boolean,
): Promise<LimitName | undefined> {
  const limit = limitOf(view, input) ?? (isVariant ? "variant" : undefined);
  if (limit) await spend(limit, { ip: requestOrigin().ip });
  return limit;
}

/** Compressed bytes of a page per point. */
const POINT_BYTES = 12_000;

/** Computes the points a page costs beyond the first; comparing and drawing take time in proportion to its size. */
export function pointsOfSize({ bodies }: StoredDocument): number {
  return Math.floor((bodies.br ?? bodies.gzip ?? Buffer.alloc(0)).length / POINT_BYTES);
}

/** Counts the size of a page just drawn against the rate limit. The page is still sent; the next may be refused. */
export async function chargeForSize(limit: LimitName, document: StoredDocument): Promise<void> {
  const points = pointsOfSize(document);
  if (points === 0) return;
  try {
    await spend(limit, { ip: requestOrigin().ip }, points);
  } catch (error) {
    if (!isDomainError(error)) throw error;
  }
}

/** Draws a view for one answer only: a form's page with its messages, or a view that is never stored. */
export async function drawOnce<P extends z.ZodObject, Q extends z.ZodObject>(
  view: DocumentView<P, Q>,
  input: InputOf<P, Q>,
  address: Address,
  form: FormState,
  status = 200,
): Promise<Response> {
  const drawn = await view.render(input, await tools(address, form));
  if ("to" in drawn) return lead(drawn);
  return sendOnce(await finish(drawn, address, canonicalPath(address, view.query), form), drawn, status);
}

export function sendOnce(
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

/**
 * Makes what a page is drawn with, after reading the settings of the site. Throws `not_found` for a language in
 * which the site is not offered.
 */
export async function tools(address: Address, form: FormState) {
  await freshSite();
  const { locale, path, search } = address;
  if (!isOffered(locale)) throw new DomainError("not_found");
  return { locale, t: translator(locale), f: formatter(locale), path, search, form };
}

export async function finish(
  drawn: Drawn | DrawnText,
  address: Address,
  path: string,
  form: FormState = NO_FORM,
): Promise<{ bytes: Buffer; type: string }> {
  if ("text" in drawn) return { bytes: Buffer.from(drawn.text as Uint8Array), type: drawn.type };
  const html = await drawPage(drawn, { locale: address.locale, path, banner: currentSite().banner, form });
  return { bytes: Buffer.from(html), type: "text/html; charset=utf-8" };
}

export function lead(leading: Leading): Response {
  return new Response(null, {
    status: leading.status,
    headers: { location: leading.to, "cache-control": "no-store" },
  });
}

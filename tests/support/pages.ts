import type { Actor } from "@/lib/core/actor";
import { splitLocale } from "@/lib/i18n/locales";
import { runInRequest } from "@/lib/web/request-context";
import { findEmpties } from "./empties";

type Method = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;
export interface Route {
  GET: Method;
  POST?: Method;
}

export interface Answer {
  status: number;
  to: string | null;
  headers: Headers;
  body: string;
  /** The body before it is decoded, for files that are not text. */
  bytes: Buffer;
}

export interface Asking {
  as?: Actor | null;
  /** Fields of a form; the request is then a POST. */
  form?: Record<string, string | string[]>;
  /** For a request without a form. */
  headers?: Record<string, string>;
}

/**
 * Calls routes as the framework would, with the parameters of the address but without a server. `routes` are pairs of a
 * pattern, whose named groups are the parameters, and a route's module. Throws if an HTML page has an empty element.
 */
export function asker(routes: readonly (readonly [RegExp, Route])[]) {
  return async (address: string, { as = null, form, headers = {} }: Asking = {}): Promise<Answer> => {
    const url = new URL(address, "http://localhost:3000");
    const { locale, path } = splitLocale(url.pathname);
    const found = routes.find(([pattern]) => pattern.test(path));
    if (!found) throw new Error(`no route for ${path}`);
    const [pattern, route] = found;
    const parts = Object.entries(pattern.exec(path)?.groups ?? {}).map(([name, part]) => [
      name,
      decodeURIComponent(part),
    ]);
    const method = form ? route.POST : route.GET;
    if (!method) throw new Error(`nothing takes forms at ${path}`);
    const context = {
      pathname: url.pathname,
      search: url.search,
      nonce: null,
      origin: { via: "web" as const, ip: "192.0.2.7", device: "Firefox on Linux" },
      actor: Promise.resolve(as),
    };
    const request = new Request(url, form ? { method: "POST", body: bodyOf(form) } : { headers });
    const answer = await runInRequest(context, () =>
      method(request, { params: Promise.resolve({ locale, ...Object.fromEntries(parts) }) }),
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.headers.get("content-type")?.startsWith("text/html")) refuseEmpties(address, bytes.toString());
    return {
      status: answer.status,
      to: answer.headers.get("location"),
      headers: answer.headers,
      body: new TextDecoder().decode(bytes),
      bytes,
    };
  };
}

/** Checks that a page drawn by a test has no empty elements. */
function refuseEmpties(address: string, html: string): void {
  const empties = findEmpties(html);
  if (empties.length > 0) throw new Error(`${address} draws what is empty:\n${empties.join("\n")}`);
}

function bodyOf(form: Record<string, string | string[]>): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
  }
  return body;
}

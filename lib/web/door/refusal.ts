import type { IncomingMessage, ServerResponse } from "node:http";
import { DomainError, type ErrorCode } from "@/lib/core/errors";
import { siteOrigins } from "@/lib/env";
import { splitLocale } from "@/lib/i18n/locales";
import { describeError, log } from "@/lib/log";
import { localeOf } from "../address";
import { asRefusal, errorResponse } from "../pages/draw";
import { type Problem, problemBody } from "../problem";
import { POLICY_REPORTS, setStandingHeaders } from "./headers";

export const MAX_TARGET = 2048 + 1024;
const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);
export const METHODS = new Set(["GET", "HEAD", "OPTIONS", ...WRITES]);

/** Returns the error for a request refused before it is read; null if accepted. */
export function refusalOf(req: IncomingMessage, target: string, largest: number): ErrorCode | null {
  if (target.length > MAX_TARGET) return "not_found";
  if (!WRITES.has(req.method ?? "")) return null;
  // Browsers send reports by themselves, some without an origin; a report only writes a line of the log.
  const isReport = req.method === "POST" && target === POLICY_REPORTS;
  if (!isReport && !isOwnWrite(req) && !isOneClick(req, target)) return "forbidden";
  const length = req.headers["content-length"];
  if (req.headers["transfer-encoding"] !== undefined && length === undefined) return "too_large";
  return Number(length ?? 0) > largest ? "too_large" : null;
}

/**
 * Whether a write comes from the site itself: by `Origin`, which `Sec-Fetch-Site` must not contradict;
 * without it by `Sec-Fetch-Site`; or if it has a token and no cookie, which another site cannot make a
 * browser send.
 */
function isOwnWrite(req: IncomingMessage): boolean {
  const { origin, authorization, cookie } = req.headers;
  const from = req.headers["sec-fetch-site"];
  if (origin !== undefined) {
    const own = siteOrigins();
    // Browsers treat loopback names as different sites: 127.0.0.1 redirects to localhost for single sign-on.
    return own.has(origin) && (from !== "cross-site" || own.size > 1);
  }
  if (from !== undefined) return from === "same-origin";
  return authorization !== undefined && /^Bearer /.test(authorization) && cookie === undefined;
}

const ONE_CLICK: ReadonlySet<string> = new Set(["/unsubscribe", "/join/invitation/decline"]);

/**
 * Whether a mail program posts to a link that stops mails or declines an invitation (RFC 8058): the link grants
 * that right, and no credentials are sent that another site could abuse.
 */
function isOneClick(req: IncomingMessage, target: string): boolean {
  const { authorization, cookie } = req.headers;
  const path = splitLocale(target.split("?", 1)[0] ?? "").path;
  return req.method === "POST" && ONE_CLICK.has(path) && cookie === undefined && authorization === undefined;
}

export function sendProblem(res: ServerResponse, thrown: unknown): void {
  const { error } = asRefusal(thrown);
  const status = error?.status ?? 500;
  const retryAfter = (error?.details as { retryAfter?: number } | undefined)?.retryAfter;
  if (status === 429 || status === 503) res.setHeader("retry-after", String(retryAfter ?? 30));
  writeProblem(res, { status, code: error?.code ?? "internal", reason: error?.reason ?? "internal" });
}

function writeProblem(res: ServerResponse, problem: Problem): void {
  res.writeHead(problem.status, {
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
  });
  res.end(JSON.stringify(problemBody(problem)));
}

/** Methods that browsers do not use, such as `TRACE`: answered as by the API, at any address. */
export function refuseMethod(res: ServerResponse): void {
  res.setHeader("allow", [...METHODS].join(", "));
  res.setHeader("connection", "close");
  writeProblem(res, { status: 405, code: "method_not_allowed", reason: "front_door" });
}

/** A target that no browser sends: answered without a page. */
export function refuseTarget(res: ServerResponse): void {
  res.setHeader("connection", "close");
  writeProblem(res, { status: 400, code: "bad_target", reason: "front_door" });
}

export async function refuse(
  req: IncomingMessage,
  res: ServerResponse,
  pathname: string,
  code: ErrorCode,
): Promise<void> {
  const isApi = pathname.startsWith("/api/");
  // The unread body must not stay in the connection.
  if (WRITES.has(req.method ?? "")) res.setHeader("connection", "close");
  const error = new DomainError(code, "front_door");
  if (isApi) return writeProblem(res, { status: error.status, code, reason: "front_door" });
  await send(res, await errorResponse(error, localeOf(pathname), "/"));
}

export async function send(res: ServerResponse, response: Response): Promise<void> {
  res.writeHead(response.status, Object.fromEntries(response.headers));
  res.end(Buffer.from(await response.arrayBuffer()));
}

export async function fail(req: IncomingMessage, res: ServerResponse, error: unknown): Promise<void> {
  log().error({ event: "front-door.failed", ...describeError(error) });
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (!res.hasHeader("content-security-policy")) setStandingHeaders(res, req.url ?? "");
  try {
    await send(res, await errorResponse(error, localeOf(req.url ?? "/"), "/"));
  } catch {
    res.writeHead(500).end();
  }
}

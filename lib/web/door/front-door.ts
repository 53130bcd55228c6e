import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { DomainError, type ErrorCode } from "@/lib/core/errors";
import { siteOrigins } from "@/lib/env";
import { splitLocale } from "@/lib/i18n/locales";
import { describeError, log } from "@/lib/log";
import { localeOf } from "../address";
import { missingCompanion } from "../cookies";
import { type FileDoor, fileDoorOf, largestBodyAt, serveFileDoor } from "../files/file-doors";
import { asRefusal, errorResponse } from "../pages/draw";
import { type Problem, problemBody } from "../problem";
import { type RequestContext, runInRequest } from "../request-context";
import { serveAsset } from "./asset-files";
import { POLICY_REPORTS, standingHeaders } from "./headers";
import { serveMe } from "./me";
import { LARGEST_REPORTS, takePolicyReports } from "./policy-reports";
import { type Spelling, spellingOf } from "./spelling";
import { type Asked, answerStored, findStored } from "./stored-answer";

export type NextHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

const MAX_BODY = 1024 * 1024;
const MAX_TARGET = 2048 + 1024;
const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const METHODS = new Set(["GET", "HEAD", "OPTIONS", ...WRITES]);

/** How long headers may take, and how often that is looked at, in milliseconds. */
interface HeaderTimes {
  headersTimeout?: number;
  connectionsCheckingInterval?: number;
}

/**
 * Our process's HTTP server. Finished documents are answered here, before the framework; the rest goes to `next` in
 * the same process. It limits bodies and time, refuses foreign writes, and sets the headers of every answer.
 */
export function createFrontDoor(next: NextHandler, times: HeaderTimes = {}): Server {
  const server = createServer(
    // How long a body may take is said by each request (`limitTime`): a file on a slow line takes longer than a form.
    { maxHeaderSize: 16 * 1024, requestTimeout: 0, headersTimeout: 10_000, keepAliveTimeout: 0, ...times },
    (req, res) => receive(req, res, next),
  );
  // One clock for each connection, which traffic winds up again. The one for kept connections is made anew after each
  // answer, which costs more than to find the document.
  server.timeout = SILENCE;
  server.on("clientError", refuseConnection);
  return server;
}

const REFUSALS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** Answers what is no HTTP, has larger headers than allowed or sends them too slowly; none of it reaches a handler. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Browsers open a spare connection before they need it. What is written there unasked is shown as the answer to the
  // reader's next step, so one on which nothing was asked is closed without a word.
  const isSpare = socket instanceof Socket && socket.bytesRead === 0;
  if (!socket.writable || isSpare) {
    socket.destroy();
    return;
  }
  const status = REFUSALS[error.code ?? ""] ?? "400 Bad Request";
  const headers = [...standingHeaders(), "connection", "close", "content-length", "0"];
  const lines = headers.flatMap((name, n) => (n % 2 === 0 ? [`${name}: ${headers[n + 1]}`] : []));
  socket.end([`HTTP/1.1 ${status}`, ...lines, "", ""].join("\r\n"));
}

function receive(req: IncomingMessage, res: ServerResponse, next: NextHandler): void {
  const target = targetOf(req);
  const at = target.indexOf("?");
  const pathname = at < 0 ? target : target.slice(0, at);
  const asked = { target, pathname, search: at < 0 ? "" : target.slice(at) };
  const spelling = spellingOf(pathname, asked.search);
  if (spelling.is !== "own") {
    answerMisspelt(req, res, asked, spelling).catch((error: unknown) => fail(req, res, error));
    return;
  }
  const goOn = (drawn?: () => void) => {
    handle(req, res, asked, next, drawn).catch((error: unknown) => fail(req, res, error));
  };
  const stored = isRead(req) && target.length <= MAX_TARGET ? findStored(asked) : undefined;
  const ways = {
    // What has taken its place while its version was asked for may be fresh.
    goOn: () => (findStored(asked) === stored ? drawAnew(asked, res, goOn, again) : again()),
    fail: (error: unknown) => void fail(req, res, error),
  };
  /** What was drawn meanwhile is right if it is fresh now; else the reader has waited enough. */
  const again = () => {
    if (res.destroyed) return;
    const drawn = findStored(asked);
    if (drawn) answerStored(req, res, asked, drawn, { ...ways, goOn: () => goOn() });
    else goOn();
  };
  if (stored) answerStored(req, res, asked, stored, ways);
  else goOn();
}

/** Those who wait, by address, while somebody else has a page that went stale drawn anew. */
const waiting = new Map<string, (() => void)[]>();

/** The first who finds a page stale has it drawn; who comes meanwhile waits here, and not in the framework. */
function drawAnew(
  { target }: Asked,
  res: ServerResponse,
  draw: (drawn: () => void) => void,
  again: () => void,
): void {
  const others = waiting.get(target);
  if (others) {
    others.push(again);
    return;
  }
  const behind: (() => void)[] = [];
  waiting.set(target, behind);
  const wake = () => {
    if (waiting.get(target) === behind) waiting.delete(target);
    for (const one of behind.splice(0)) one();
  };
  // What cannot be drawn is never said to be: then the end of the answer counts.
  res.once("close", wake);
  draw(wake);
}

/** The target of a request; with one of the site's own origins before it, as proxies may ask, without that. */
function targetOf(req: IncomingMessage): string {
  const target = req.url ?? "/";
  if (target.startsWith("/")) return target;
  const own = [...siteOrigins()].find((origin) => target.startsWith(`${origin}/`));
  if (own !== undefined) req.url = target.slice(own.length);
  return req.url ?? "/";
}

/**
 * Answers a target that is not the one spelling of its address: readers are led to that, and all else is refused. A
 * write is never led: it would be sent twice.
 */
async function answerMisspelt(
  req: IncomingMessage,
  res: ServerResponse,
  { pathname, search }: Asked,
  spelling: Exclude<Spelling, { is: "own" }>,
): Promise<void> {
  setStandingHeaders(res, search);
  if (!METHODS.has(req.method ?? "")) return refuseMethod(res);
  if (spelling.is === "refused" && spelling.status === 400) return refuseTarget(res);
  if (spelling.is === "refused" || !isRead(req)) return refuse(req, res, pathname, "not_found");
  res.writeHead(308, { location: spelling.path + search, "cache-control": "no-store", "content-length": 0 });
  res.end();
}

const isRead = (req: IncomingMessage) => req.method === "GET" || req.method === "HEAD";

async function handle(
  req: IncomingMessage,
  res: ServerResponse,
  { target, pathname, search }: Asked,
  next: NextHandler,
  drawn?: () => void,
): Promise<void> {
  const isAsset = pathname.startsWith("/assets/");
  const fileDoor = isAsset ? null : fileDoorOf(pathname);
  const largest = fileDoor ? largestBodyAt(fileDoor) : null;
  const isReport = req.method === "POST" && pathname === POLICY_REPORTS;
  limitTime(req, res, largest !== null);
  const refused = isAsset ? null : refusalOf(req, target, isReport ? LARGEST_REPORTS : (largest ?? MAX_BODY));
  setStandingHeaders(res, search);
  if (!METHODS.has(req.method ?? "")) return refuseMethod(res);
  if (isAsset) return serveAsset(req, res, pathname);
  const companion = missingCompanion(req.headers.cookie);
  // Routes append their own to it.
  if (companion) res.appendHeader("set-cookie", companion);
  if (refused) return refuse(req, res, pathname, refused);
  cleanHeaders(req);
  const context = contextOf(req, pathname, search);
  if (fileDoor) return runInRequest(context, () => passFileDoor(req, res, fileDoor, pathname));
  if (isReport)
    return runInRequest(context, () => takePolicyReports(req, res)).catch((error) => sendProblem(res, error));
  if (pathname === "/api/me" && isRead(req)) return runInRequest(context, () => serveMe(req, res, target));
  context.setEncoding = (encoding) => res.setHeader("content-encoding", encoding);
  if (drawn) context.drawn = drawn;
  await runInRequest(context, () => next(req, res));
}

/** A connection on which nothing moves for so long is ended: longer than proxies keep theirs, so that they end first. */
const SILENCE = 75_000;
const BODY_TIME = 30_000;
/** A store that is slow to take what came holds the line up meanwhile. */
const FILE_SILENCE = 120_000;

/**
 * Ends a request whose body does not come: a form is whole within half a minute, of a file something comes within two.
 * What was sent of an upload until then is kept.
 */
function limitTime(req: IncomingMessage, res: ServerResponse, isFile: boolean): void {
  if (req.headers["content-length"] === undefined && req.headers["transfer-encoding"] === undefined) return;
  const end = () => {
    if (!req.complete) req.socket.destroy();
  };
  if (isFile) {
    // One connection brings many pieces: what listens for the silence of one goes with it.
    const { socket } = req;
    socket.setTimeout(FILE_SILENCE, end);
    // What is done with a whole file may take longer than a connection is kept silent.
    req.once("end", () => socket.setTimeout(0, end));
    res.once("finish", () => socket.setTimeout(SILENCE));
    return;
  }
  const late = setTimeout(end, BODY_TIME);
  late.unref();
  req.once("close", () => clearTimeout(late));
}

function setStandingHeaders(res: ServerResponse, search: string): void {
  const headers = standingHeaders(search);
  for (let n = 0; n < headers.length; n += 2) res.setHeader(headers[n] ?? "", headers[n + 1] ?? "");
}

function contextOf(req: IncomingMessage, pathname: string, search: string): RequestContext {
  const device = req.headers["user-agent"]?.slice(0, 300) ?? null;
  return { pathname, search, origin: { via: "web", ip: clientAddress(req), device } };
}

/** The reader's address: the last hop named by a proxy, but only when the proxy is on this machine. */
export function clientAddress(req: IncomingMessage): string | null {
  const peer = req.socket.remoteAddress ?? null;
  const isLocal = peer !== null && (peer === "::1" || /^(::ffff:)?127\./.test(peer));
  const forwarded = req.headers["x-forwarded-for"];
  if (!isLocal || forwarded === undefined) return peer;
  const last = String(forwarded).split(",").at(-1)?.trim();
  return last && /^[\da-fA-F:.]{3,45}$/.test(last) ? last : peer;
}

/** What is refused before anything reads it; null when nothing is. */
function refusalOf(req: IncomingMessage, target: string, largest: number): ErrorCode | null {
  if (target.length > MAX_TARGET) return "not_found";
  if (!WRITES.has(req.method ?? "")) return null;
  // Browsers send reports on their own account, some without an origin: they write nothing but a line of the log.
  const isReport = req.method === "POST" && target === POLICY_REPORTS;
  if (!isReport && !isOwnWrite(req) && !isOneClick(req, target)) return "forbidden";
  const length = req.headers["content-length"];
  if (req.headers["transfer-encoding"] !== undefined && length === undefined) return "too_large";
  return Number(length ?? 0) > largest ? "too_large" : null;
}

/**
 * Whether a write comes from the site itself: by `Origin`, which `Sec-Fetch-Site` must not contradict; without one by
 * `Sec-Fetch-Site` alone, or when it brings a token and no cookie, which no other site can make a browser send.
 */
function isOwnWrite(req: IncomingMessage): boolean {
  const { origin, authorization, cookie } = req.headers;
  const from = req.headers["sec-fetch-site"];
  if (origin !== undefined) {
    const own = siteOrigins();
    // Loopback names of one site are sites of their own to a browser: 127.0.0.1 leads to localhost for single sign-on.
    return own.has(origin) && (from !== "cross-site" || own.size > 1);
  }
  if (from !== undefined) return from === "same-origin";
  return authorization !== undefined && /^Bearer /.test(authorization) && cookie === undefined;
}

/**
 * Whether a mail program posts to the link of a mail, as its reader asked it to (RFC 8058): the link is the right to
 * stop such mails, and nothing comes along that another site could borrow.
 */
function isOneClick(req: IncomingMessage, target: string): boolean {
  const { authorization, cookie } = req.headers;
  const path = splitLocale(target.split("?", 1)[0] ?? "").path;
  return (
    req.method === "POST" && path === "/unsubscribe" && cookie === undefined && authorization === undefined
  );
}

/** Headers by which a framework's inner workings could be steered from outside are not let in. */
function cleanHeaders(req: IncomingMessage): void {
  for (const name of Object.keys(req.headers)) {
    if (/^(x-middleware-|x-nextjs-|x-invoke-|x-matched-path|x-now-route|rsc$|next-)/.test(name))
      delete req.headers[name];
  }
  delete req.headers["content-security-policy"];
  delete req.headers["x-forwarded-host"];
}

/** Bytes of files; what refuses them is told as everywhere, and nobody learns whether there was anything. */
async function passFileDoor(
  req: IncomingMessage,
  res: ServerResponse,
  door: FileDoor,
  pathname: string,
): Promise<void> {
  try {
    await serveFileDoor(req, res, door);
  } catch (error) {
    if (res.headersSent) return void res.destroy();
    if (!req.complete) res.setHeader("connection", "close");
    const { locale, path } = splitLocale(pathname);
    if (door.is === "upload") return sendProblem(res, error);
    const response = await errorResponse(error, locale, path);
    if (req.method !== "HEAD") return send(res, response);
    res.writeHead(response.status, Object.fromEntries(response.headers)).end();
  }
}

function sendProblem(res: ServerResponse, thrown: unknown): void {
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

/** What nobody asks with a browser, `TRACE` and the like: said as the API says things, wherever it was sent. */
function refuseMethod(res: ServerResponse): void {
  res.setHeader("allow", [...METHODS].join(", "));
  res.setHeader("connection", "close");
  writeProblem(res, { status: 405, code: "method_not_allowed", reason: "front_door" });
}

/** What no browser sends as a target: nobody reads a page of it. */
function refuseTarget(res: ServerResponse): void {
  res.setHeader("connection", "close");
  writeProblem(res, { status: 400, code: "bad_target", reason: "front_door" });
}

async function refuse(
  req: IncomingMessage,
  res: ServerResponse,
  pathname: string,
  code: ErrorCode,
): Promise<void> {
  const isApi = pathname.startsWith("/api/");
  // What is not read must not wait in the connection.
  if (WRITES.has(req.method ?? "")) res.setHeader("connection", "close");
  const error = new DomainError(code, "front_door");
  if (isApi) return writeProblem(res, { status: error.status, code, reason: "front_door" });
  await send(res, await errorResponse(error, localeOf(pathname), "/"));
}

async function send(res: ServerResponse, response: Response): Promise<void> {
  res.writeHead(response.status, Object.fromEntries(response.headers));
  res.end(Buffer.from(await response.arrayBuffer()));
}

async function fail(req: IncomingMessage, res: ServerResponse, error: unknown): Promise<void> {
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

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { siteOrigins } from "@/lib/env";
import { DEFAULT_LOCALE, splitLocale } from "@/lib/i18n/locales";
import { isOffered } from "@/lib/i18n/site-words";
import { MOST_BYTES } from "@/lib/inbound-mail";
import { recentSite } from "@/lib/site-settings";
import { missingCompanion } from "../cookies";
import { type FileDoor, fileDoorOf, largestBodyAt, serveFileDoor } from "../files/file-doors";
import { LIVE_REPLIES, serveLiveReplies } from "../live/live-replies";
import { errorResponse } from "../pages/draw";
import { type RequestContext, runInRequest } from "../request-context";
import { serveAsset } from "./asset-files";
import { clientAddress, type HeaderTimes, limitTime, refuseConnection, SILENCE } from "./connection";
import { POLICY_REPORTS, setStandingHeaders } from "./headers";
import { INBOUND_MAIL, takeInboundMail } from "./inbound-mail";
import { serveMe } from "./me";
import { LARGEST_REPORTS, takePolicyReports } from "./policy-reports";
import {
  fail,
  MAX_TARGET,
  METHODS,
  refusalOf,
  refuse,
  refuseMethod,
  refuseTarget,
  send,
  sendProblem,
} from "./refusal";
import { type Spelling, spellingOf } from "./spelling";
import { type Asked, answerStored, findStored } from "./stored-answer";

export type NextHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

const MAX_BODY = 1024 * 1024;

/**
 * Creates the HTTP server of the process. Stored documents are answered here, before the framework;
 * everything else goes to `next` in the same process. It limits bodies and time, refuses cross-site writes,
 * and sets the headers of every answer.
 */
export function createFrontDoor(next: NextHandler, times: HeaderTimes = {}): Server {
  const server = createServer(
    // The time for a body depends on the request (`limitTime`): a file on a slow connection takes longer than
    // a form.
    { maxHeaderSize: 16 * 1024, requestTimeout: 0, headersTimeout: 10_000, keepAliveTimeout: 0, ...times },
    (req, res) => receive(req, res, next),
  );
  // One timer per connection, reset by traffic. Node's keep-alive timer is created again after each answer,
  // which costs more than finding the document.
  server.timeout = SILENCE;
  server.on("clientError", refuseConnection);
  return server;
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
    // It may have been replaced by a fresh one while its version was read.
    goOn: () => (findStored(asked) === stored ? drawAnew(asked, res, goOn, again) : again()),
    fail: (error: unknown) => void fail(req, res, error),
  };
  /** If what was drawn meanwhile is fresh, use it; otherwise do not let the reader wait again. */
  const again = () => {
    if (res.destroyed) return;
    const drawn = findStored(asked);
    if (drawn) answerStored(req, res, asked, drawn, { ...ways, goOn: () => goOn() });
    else goOn();
  };
  if (stored) answerStored(req, res, asked, stored, ways);
  else goOn();
}

/** Readers waiting, by address, while someone else has a stale page redrawn. */
const waiting = new Map<string, (() => void)[]>();

/** The first reader of a stale page has it redrawn; later ones wait here instead of in the framework. */
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
  // A failed drawing reports nothing, so the end of its answer wakes the waiting readers.
  res.once("close", wake);
  draw(wake);
}

/** Returns the target of a request, without the site's own origin, which proxies may prepend. */
function targetOf(req: IncomingMessage): string {
  const target = req.url ?? "/";
  if (target.startsWith("/")) return target;
  const own = [...siteOrigins()].find((origin) => target.startsWith(`${origin}/`));
  if (own !== undefined) req.url = target.slice(own.length);
  return req.url ?? "/";
}

/**
 * Answers a target that is not canonical: redirects readers, refuses the rest. Writes are never redirected,
 * as they would be sent twice.
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
  const isMail = req.method === "POST" && pathname === INBOUND_MAIL;
  limitTime(req, res, largest !== null);
  const refused = isAsset
    ? null
    : refusalOf(req, target, largestOf({ isReport, isMail }) ?? largest ?? MAX_BODY);
  setStandingHeaders(res, search);
  if (!METHODS.has(req.method ?? "")) return refuseMethod(res);
  if (isAsset) return serveAsset(req, res, pathname);
  const companion = missingCompanion(req.headers.cookie);
  // Appended, as routes add cookies of their own.
  if (companion) res.appendHeader("set-cookie", companion);
  if (refused) return refuse(req, res, pathname, refused);
  cleanHeaders(req);
  if (!(await offersLanguageOf(pathname))) return refuse(req, res, pathname, "not_found");
  const context = contextOf(req, pathname, search);
  if (fileDoor) return runInRequest(context, () => passFileDoor(req, res, fileDoor, pathname));
  if (isReport)
    return runInRequest(context, () => takePolicyReports(req, res)).catch((error) => sendProblem(res, error));
  if (isMail)
    return runInRequest(context, () => takeInboundMail(req, res)).catch((error) => sendProblem(res, error));
  if (pathname === LIVE_REPLIES && req.method === "GET")
    return runInRequest(context, () => serveLiveReplies(req, res, search));
  if (pathname === "/api/me" && isRead(req)) return runInRequest(context, () => serveMe(req, res, target));
  context.setEncoding = (encoding) => res.setHeader("content-encoding", encoding);
  if (drawn) context.drawn = drawn;
  await runInRequest(context, () => next(req, res));
}

/** Returns the bytes allowed in what programs send; null for what people send. */
function largestOf({ isReport, isMail }: { isReport: boolean; isMail: boolean }): number | null {
  if (isReport) return LARGEST_REPORTS;
  return isMail ? MOST_BYTES : null;
}

/**
 * Checks that the site is offered in the language of an address. Pages check it once more with the settings that
 * they are drawn with; this is for forms, files and feeds.
 */
async function offersLanguageOf(pathname: string): Promise<boolean> {
  const { locale } = splitLocale(pathname);
  if (locale === DEFAULT_LOCALE) return true;
  // Without the database, what was last known decides.
  await recentSite().catch(() => undefined);
  return isOffered(locale);
}

function contextOf(req: IncomingMessage, pathname: string, search: string): RequestContext {
  const device = req.headers["user-agent"]?.slice(0, 300) ?? null;
  return { pathname, search, origin: { via: "web", ip: clientAddress(req), device } };
}

/** Removes headers that could control the framework's internals from outside. */
function cleanHeaders(req: IncomingMessage): void {
  for (const name of Object.keys(req.headers)) {
    if (/^(x-middleware-|x-nextjs-|x-invoke-|x-matched-path|x-now-route|rsc$|next-)/.test(name))
      delete req.headers[name];
  }
  delete req.headers["content-security-policy"];
  delete req.headers["x-forwarded-host"];
}

/** Serves bytes of files. Errors look as everywhere and do not reveal whether a file exists. */
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

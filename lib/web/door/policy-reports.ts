import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { parseUrl } from "@/lib/core/url";
import { siteOrigins } from "@/lib/env";
import { splitLocale } from "@/lib/i18n/locales";
import { log } from "@/lib/log";
import { spend } from "../limits";
import { requestOrigin } from "../request-context";

/** A report has a few hundred bytes; several may come together. */
export const LARGEST_REPORTS = 16 * 1024;
const MOST_REPORTS = 20;

const text = z.string().max(4096);

/** Format of browsers that support `report-uri` only. */
const Legacy = z
  .object({
    "csp-report": z.object({
      "document-uri": text,
      "effective-directive": text.optional(),
      "violated-directive": text.optional(),
      "blocked-uri": text.optional(),
      "source-file": text.nullish(),
      "line-number": z.number().nullish(),
    }),
  })
  .transform(({ "csp-report": report }) => [
    {
      page: report["document-uri"],
      directive: report["effective-directive"] ?? report["violated-directive"] ?? "",
      blocked: report["blocked-uri"] ?? "",
      source: report["source-file"] ?? "",
      line: report["line-number"] ?? null,
    },
  ]);

/** Format of the Reporting API; other kinds of reports are ignored. */
const Reports = z
  .array(z.object({ type: text, body: z.unknown() }))
  .max(MOST_REPORTS)
  .transform((all) => all.flatMap(({ type, body }) => (type === "csp-violation" ? [body] : [])))
  .pipe(
    z.array(
      z
        .object({
          documentURL: text,
          effectiveDirective: text,
          blockedURL: text.nullish(),
          sourceFile: text.nullish(),
          lineNumber: z.number().nullish(),
        })
        .transform((body) => ({
          page: body.documentURL,
          directive: body.effectiveDirective,
          blocked: body.blockedURL ?? "",
          source: body.sourceFile ?? "",
          line: body.lineNumber ?? null,
        })),
    ),
  );

const Letter = z.union([Reports, Legacy]);
type Report = z.infer<typeof Letter>[number];

/** What is logged of a report. No page addresses, as those contain names, searches and tokens. */
export interface Violation {
  directive: string;
  /** `inline`, `eval`, or scheme and host of what was blocked. */
  blocked: string;
  /** Part of the site with the page, such as "/countries". */
  part: string;
  /** The file that caused it: "/assets/…" if ours, else scheme and host. */
  source: string;
  line: number | null;
}

/** Parses reports. Null if invalid; reports about pages of other sites are left out. */
export function readViolations(letter: string): Violation[] | null {
  let value: unknown;
  try {
    value = JSON.parse(letter);
  } catch {
    return null;
  }
  const read = Letter.safeParse(value);
  return read.success ? read.data.flatMap((report) => violationOf(report) ?? []) : null;
}

function violationOf({ page, directive, blocked, source, line }: Report): Violation | null {
  const at = parseUrl(page);
  if (!at || !siteOrigins().has(at.origin)) return null;
  return {
    directive: /^[a-z-]{1,40}/.exec(directive)?.[0] ?? "unknown",
    blocked: placeOf(blocked),
    part: `/${/^\/([a-z-]{0,20})(?:\/|$)/.exec(splitLocale(at.pathname).path)?.[1] ?? ""}`,
    source: placeOf(source),
    line,
  };
}

/** A keyword such as `inline` unchanged, our files by path, everything else by scheme and host. */
function placeOf(address: string): string {
  if (/^[a-z-]{0,30}$/.test(address)) return address;
  const url = parseUrl(address);
  if (!url) return "unknown";
  const { origin, protocol, host, pathname } = url;
  if (siteOrigins().has(origin)) return pathname.startsWith("/assets/") ? pathname.slice(0, 120) : "the site";
  return `${protocol}${host ? `//${host.slice(0, 120)}` : ""}`;
}

const SILENCE = 3_600_000;
const counts = new LRUCache<string, { since: number; toldAt: number }>({ max: 500 });

/**
 * Logs a new violation at once, a repeated one hourly with its count. Returns the count, or null if nothing
 * was logged.
 */
export function logViolation(violation: Violation, now = Date.now()): number | null {
  const key = JSON.stringify(violation);
  const known = counts.get(key) ?? { since: 0, toldAt: 0 };
  const since = known.since + 1;
  if (now - known.toldAt < SILENCE) {
    counts.set(key, { ...known, since });
    return null;
  }
  log().warn({ event: "policy.violated", ...violation, count: since });
  counts.set(key, { since: 0, toldAt: now });
  return since;
}

/**
 * Accepts reports from any browser showing our pages, without identifying it or sending an answer; an invalid
 * report gets an error.
 */
export async function takePolicyReports(req: IncomingMessage, res: ServerResponse): Promise<void> {
  await spend("policy-report", { ip: requestOrigin().ip });
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const violations = readViolations(Buffer.concat(chunks).toString("utf8"));
  for (const violation of violations ?? []) logViolation(violation);
  res.writeHead(violations ? 204 : 400, { "cache-control": "no-store" }).end();
}

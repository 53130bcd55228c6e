import type { ServerResponse } from "node:http";
import { type Env, env, siteOrigins } from "@/lib/env";

/** Address where browsers report violations of the content policy (`policy-reports.ts`). */
export const POLICY_REPORTS = "/api/csp-reports";

/**
 * Builds the headers of every answer, including errors, redirects and files. For an address
 * with a secret only the origin is sent as referrer; "no-referrer" would make browsers send its form with the
 * origin "null", which is refused.
 */
export function securityHeaders(search = ""): Record<string, string> {
  const headers: Record<string, string> = {
    "x-content-type-options": "nosniff",
    "referrer-policy": hasSecret(search) ? "strict-origin" : "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
  };
  if (env().APP_URL.startsWith("https:"))
    headers["strict-transport-security"] = "max-age=63072000; includeSubDomains";
  return headers;
}

function hasSecret(search: string): boolean {
  return search !== "" && /[?&]token=/.test(search);
}

interface Standing {
  of: Env;
  plain: readonly string[];
  secret: readonly string[];
}
let standing: Standing | undefined;

/**
 * Returns the headers of every document as a flat list for `writeHead`: security headers and content policy.
 * Cached, since building them takes longer than answering a stored document.
 */
export function standingHeaders(search = ""): readonly string[] {
  const current = env();
  if (standing?.of !== current) {
    const flat = (of: string) =>
      Object.entries({
        ...securityHeaders(of),
        "content-security-policy": documentPolicy(),
        "reporting-endpoints": `policy="${POLICY_REPORTS}"`,
      }).flat();
    standing = { of: current, plain: flat(""), secret: flat("?token=") };
  }
  return hasSecret(search) ? standing.secret : standing.plain;
}

const SHARED = [
  "default-src 'none'",
  "img-src 'self' data:",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
];

/**
 * Forms may redirect to the single sign-on provider, and to the site's first address, where that sign-in
 * begins: browsers apply form-action to redirects too.
 */
function formAction(): string {
  const { APP_URL, OIDC_ISSUER } = env();
  if (!OIDC_ISSUER) return "form-action 'self'";
  const first = siteOrigins().size > 1 ? ` ${APP_URL}` : "";
  return `form-action 'self'${first} ${new URL(OIDC_ISSUER).origin}`;
}

/**
 * Builds the policy of documents and screens: scripts and styles are our files, never inline, not even style
 * attributes. Violations are reported in two ways, as browsers support either.
 */
export function documentPolicy(): string {
  const reports = [`report-uri ${POLICY_REPORTS}`, "report-to policy"];
  // The worker that shows notifications, and no other.
  const worker = env().WEB_PUSH === "off" ? [] : ["worker-src 'self'"];
  return [...SHARED, ...worker, "script-src 'self'", "style-src 'self'", formAction(), ...reports].join("; ");
}

export function setStandingHeaders(res: ServerResponse, search: string): void {
  const headers = standingHeaders(search);
  for (let n = 0; n < headers.length; n += 2) res.setHeader(headers[n] ?? "", headers[n + 1] ?? "");
}

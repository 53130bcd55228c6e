import { createHash, randomBytes } from "node:crypto";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import type { ProvenIdentity } from "@/lib/accounts";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { type Locale, localePath, splitLocale } from "@/lib/i18n/locales";
import { readCookie, serializeCookie } from "../cookies";
import { placeAfter } from "../next-place";
import { authCookieNames, authOptions, type Claims, PROVIDER } from "./auth-options";

/** Returns the text of the button on `/signin`; null without a provider. */
export function singleSignOnName(): string | null {
  const { OIDC_ISSUER, OIDC_NAME } = env();
  return OIDC_ISSUER ? OIDC_NAME : null;
}

interface Answer {
  redirect: string | null;
  setCookie: string[];
}

interface Call {
  method: "GET" | "POST";
  action: "signin" | "callback";
  query: Record<string, string>;
  body: Record<string, string>;
  cookies: Record<string, string>;
}

/**
 * Calls next-auth in this process. Its handler accepts plain requests and responses, so only its callback
 * needs a public address.
 */
async function ask(call: Call, onProven: (claims: Claims) => void): Promise<Answer> {
  // Its origin is set from the configuration, never from a request's Host.
  process.env.NEXTAUTH_URL = env().APP_URL;
  const answer: Answer = { redirect: null, setCookie: [] };
  const res = {
    status: () => res,
    getHeader: (name: string) => (name === "Set-Cookie" ? answer.setCookie : undefined),
    setHeader(name: string, value: string | string[]) {
      if (name === "Set-Cookie") answer.setCookie = [value].flat();
      if (name === "Location") answer.redirect = String(value);
      return res;
    },
    end: () => undefined,
    json: () => undefined,
    send: () => undefined,
  };
  const { method, action, query, body, cookies } = call;
  const req = { method, query: { ...query, nextauth: [action, PROVIDER] }, body, cookies, headers: {} };
  await NextAuth(req as unknown as NextApiRequest, res as unknown as NextApiResponse, authOptions(onProven));
  return answer;
}

/**
 * Returns where a sign-in must begin if the browser uses another address of the site (127.0.0.1 for
 * localhost): the provider redirects to `APP_URL`, and cookies belong to one host. Null if it is the right
 * one.
 */
export function rightPlaceFor(request: Request, next: string, locale: Locale): string | null {
  const origin = request.headers.get("origin");
  if (origin === null || origin === env().APP_URL) return null;
  const back = next === "" ? "" : `&next=${encodeURIComponent(next)}`;
  return `${env().APP_URL}${localePath(locale, "/signin")}?done=moved${back}`;
}

/**
 * Begins a sign-in at the provider: returns the redirect and the cookies that identify the browser later.
 * Throws `unavailable` if the provider does not respond.
 */
export async function startSingleSignOn(
  next: string,
  locale: Locale,
): Promise<{ to: string; setCookie: string[] }> {
  if (!env().OIDC_ISSUER) throw new DomainError("not_found");
  const text = randomBytes(32).toString("hex");
  const csrf = `${text}|${createHash("sha256")
    .update(text + env().AUTH_SECRET)
    .digest("hex")}`;
  const place = next.startsWith("/") ? next : localePath(locale, "/signin");
  const answer = await ask(
    {
      method: "POST",
      action: "signin",
      query: {},
      body: { csrfToken: text, callbackUrl: `${env().APP_URL}${place}` },
      cookies: { [authCookieNames().csrfToken]: csrf },
    },
    () => undefined,
  );
  const to = answer.redirect;
  if (!to || new URL(to).origin === env().APP_URL)
    throw new DomainError("unavailable", "single_sign_on", { retryAfter: 30 });
  return { to, setCookie: answer.setCookie };
}

export interface Finished {
  /** Null if the provider identified nobody: refused, cancelled, or another browser. */
  proven: ProvenIdentity | null;
  /** The requested address as typed; checked where it is used. */
  next: string;
  locale: Locale;
  setCookie: string[];
}

/** Completes a sign-in at the provider: exchanges the code and verifies the signature. */
export async function finishSingleSignOn(request: Request): Promise<Finished> {
  const header = request.headers.get("cookie");
  const cookies: Record<string, string> = {};
  for (const name of Object.values(authCookieNames())) {
    const value = readCookie(header, name);
    if (value !== null) cookies[name] = value;
  }
  const next = placeOf(cookies[authCookieNames().callbackUrl]);
  const locale = splitLocale(next).locale;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const seen: Claims[] = [];
  await ask({ method: "GET", action: "callback", query, body: {}, cookies }, (claims) => seen.push(claims));
  return {
    proven: provenBy(seen[0], placeAfter(next).locale ?? locale),
    next,
    locale,
    // In any case the cookies of the sign-in are no longer needed.
    setCookie: Object.values(authCookieNames()).map((name) => serializeCookie(name, "", 0)),
  };
}

/** The address in the cookie that says where to continue; '' if not ours. */
function placeOf(cookie: string | undefined): string {
  try {
    const url = new URL(cookie ?? "");
    return url.origin === env().APP_URL ? url.pathname + url.search : "";
  } catch {
    return "";
  }
}

function provenBy(claims: Claims | undefined, locale: Locale): ProvenIdentity | null {
  if (!claims?.iss || !claims.sub) return null;
  return {
    issuer: claims.iss.slice(0, 500),
    subject: claims.sub.slice(0, 255),
    email: claims.email ?? null,
    isEmailVerified: claims.email_verified === true || claims.email_verified === "true",
    name: claims.name ?? null,
    locale,
  };
}

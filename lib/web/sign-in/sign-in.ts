import { encode } from "next-auth/jwt";
import type { Browser, IdentityOutcome, PasskeyOutcome, Started } from "@/lib/accounts";
import { CONDUCT_PATH, SUSPENDED_PATH } from "@/lib/conduct/model";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, type Locale, localePath } from "@/lib/i18n/locales";
import { isOffered } from "@/lib/i18n/site-words";
import {
  chosenLanguageCookieName,
  companionCookie,
  readCookie,
  SESSION_SECONDS,
  serializeCookie,
  sessionCookieName,
} from "../cookies";
import type { Done } from "../forms/form";
import { networkOf } from "../limits";
import { placeAfter, waitsForForm } from "../next-place";
import { requestOrigin } from "../request-context";
import { deviceCookie, expireCookie, readDeviceCookie, sealCookie } from "../sealed-cookie";

/** Reads the browser's properties from a request. */
export function browserOf(request: Request): Browser {
  return { network: networkOf(requestOrigin().ip ?? "none"), deviceToken: readDeviceCookie(request.headers) };
}

/** Creates the cookies of a new session and removes those of the steps before it. */
export async function sessionCookies(started: Started): Promise<string[]> {
  const sealed = await encode({
    token: { sid: started.sessionId },
    secret: env().AUTH_SECRET,
    maxAge: SESSION_SECONDS,
  });
  return [
    serializeCookie(sessionCookieName(), sealed, SESSION_SECONDS),
    companionCookie(SESSION_SECONDS),
    deviceCookie(started.deviceToken),
    expireCookie("octopus-step"),
    expireCookie("octopus-joined"),
    expireCookie("octopus-passkey"),
  ];
}

/**
 * Decides where a new session leads: to what was requested or the account, in the language chosen on the
 * device or the member's; first to a warning that was not confirmed, or the charter if not accepted. A held form leads back to its page and
 * language.
 */
export async function leadIn(started: Started, next: string, request: Request): Promise<Done> {
  const place = placeAfter(next);
  const chosen = readCookie(request.headers.get("cookie"), chosenLanguageCookieName());
  const own = [chosen, started.locale].find((one): one is Locale => one !== null && isOffered(one));
  const locale = waitsForForm(place) ? place.locale : (own ?? place.locale);
  const owed = started.owesReading ? CONDUCT_PATH : started.owesCharter ? "/me/charter" : null;
  const to = owed
    ? `${owed}?next=${encodeURIComponent(localePath(locale ?? DEFAULT_LOCALE, place.to))}`
    : place.to;
  const setCookie = await sessionCookies(started);
  if (chosen !== null) setCookie.push(serializeCookie(chosenLanguageCookieName(), "", 0));
  return { to, locale, setCookie };
}

/**
 * Decides where a sign-in leads; applicants waiting or refused go to their application's page, and suspended members
 * to that of their suspension. Throws `invalid` for errors shown on the sign-in page: a wrong password, failures of
 * single sign-on.
 */
export async function leadAfter(
  outcome: IdentityOutcome | PasskeyOutcome,
  next: string,
  request: Request,
): Promise<Done> {
  switch (outcome.is) {
    case "in":
      return leadIn(outcome.started, next, request);
    case "code": {
      const { memberId, ground } = outcome;
      return {
        to: "/signin/code",
        setCookie: [await sealCookie("octopus-step", { memberId, ground, next })],
      };
    }
    case "unverified": {
      const { email, ground } = outcome;
      return { to: "/join/verify", setCookie: [await sealCookie("octopus-joined", { email, ground })] };
    }
    case "refused":
      throw invalidFields({ password: ["credentials"] });
    case "suspected":
      throw new DomainError("invalid", "passkey_suspected");
    case "waiting":
      if (outcome.link) return leadToApplication(outcome.link);
      throw new DomainError("invalid", "account_waiting");
    case "declined":
      if (outcome.link) return leadToApplication(outcome.link);
      throw new DomainError("invalid", "account_declined");
    case "suspended":
      return { to: `${SUSPENDED_PATH}?token=${encodeURIComponent(outcome.link)}` };
    case "no-address":
      throw new DomainError("invalid", "sso_no_address");
    case "closed":
      throw new DomainError("invalid", "sso_closed");
  }
}

/** No session: the page shows the application's state and what the applicant can do. */
function leadToApplication(link: string): Done {
  return { to: `/join/status?token=${encodeURIComponent(link)}` };
}

import { signInByIdentity } from "@/lib/accounts";
import { isDomainError } from "@/lib/core/errors";
import { localePath } from "@/lib/i18n/locales";
import { transact } from "@/lib/transact";
import { json } from "@/lib/web/api/answer";
import { currentActor } from "@/lib/web/current-actor";
import { spend } from "@/lib/web/limits";
import { asRefusal } from "@/lib/web/pages/draw";
import { problemBody } from "@/lib/web/problem";
import { requestOrigin } from "@/lib/web/request-context";
import { browserOf, leadAfter } from "@/lib/web/sign-in/sign-in";
import { finishSingleSignOn, singleSignOnName } from "@/lib/web/sign-in/single-sign-on";
import type { RouteContext } from "@/lib/web/view";

/**
 * The single address of single sign-on, to which the provider sends the browser back. next-auth implements
 * the protocol, so this route has none of the site's wrappers; its other addresses are closed, since the site
 * has its own pages for signing in and out.
 */
export async function GET(request: Request, route: RouteContext): Promise<Response> {
  const { nextauth } = await route.params;
  if ([nextauth].flat().join("/") !== "callback/oidc" || !singleSignOnName()) {
    return json(problemBody({ status: 404, code: "not_found", reason: "generic" }), 404);
  }
  const finished = await finish(request).catch(refused);
  const headers = new Headers({ location: finished.to, "cache-control": "private, no-store" });
  for (const cookie of finished.setCookie) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

interface Led {
  to: string;
  setCookie: string[];
}

async function finish(request: Request): Promise<Led> {
  const origin = requestOrigin();
  await spend("sign-in", { ip: origin.ip });
  const { proven, next, locale, setCookie } = await finishSingleSignOn(request);
  try {
    if (!proven) return { to: signInPage("sso_failed", locale), setCookie };
    const actor = await currentActor(request.headers);
    const outcome = await transact(
      { actor, origin },
      (ctx) => signInByIdentity(ctx, { proven, browser: browserOf(request) }),
      { evenReadOnly: true },
    );
    const done = await leadAfter(outcome, next, request);
    return {
      to: localePath(done.locale ?? locale, done.to),
      setCookie: [...setCookie, ...(done.setCookie ?? [])],
    };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { to: signInPage((error as { reason: string }).reason, locale), setCookie };
  }
}

/** Returns the sign-in page with an error code. */
function signInPage(problem: string, locale: Parameters<typeof localePath>[0]): string {
  return `${localePath(locale, "/signin")}?problem=${problem}`;
}

function refused(thrown: unknown): Led {
  const { error } = asRefusal(thrown);
  return { to: signInPage(error?.code === "rate_limited" ? "sso_later" : "sso_failed", "en"), setCookie: [] };
}

import type { AuthOptions, CookieOption } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** What the provider said of whoever signed in, its signature and `sub` checked. */
export interface Claims {
  iss?: string;
  sub?: string;
  email?: string;
  email_verified?: boolean | string;
  name?: string;
}

/** The provider's name in our addresses: `/api/auth/callback/oidc`. */
export const PROVIDER = "oidc";

/** The cookies of a sign-in under way at the provider; gone after a quarter of an hour. */
export function authCookieNames() {
  const prefix = env().APP_URL.startsWith("https:") ? "__Host-" : "";
  return {
    csrfToken: `${prefix}octopus-sso-csrf`,
    callbackUrl: `${prefix}octopus-sso-place`,
    state: `${prefix}octopus-sso-state`,
    nonce: `${prefix}octopus-sso-nonce`,
    pkceCodeVerifier: `${prefix}octopus-sso-verifier`,
  } as const;
}

/**
 * How next-auth speaks with the provider of `OIDC_*`: authorization code with PKCE, state and nonce. It proves an
 * identity, which is handed to `onProven`; sessions are ours, as for a password, so none is made here.
 */
export function authOptions(onProven: (claims: Claims) => void): AuthOptions {
  const { APP_URL, AUTH_SECRET } = env();
  const isSecure = APP_URL.startsWith("https:");
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure, maxAge: 900 } as const;
  const cookies: Partial<Record<string, CookieOption>> = {};
  for (const [key, name] of Object.entries(authCookieNames())) cookies[key] = { name, options };
  return {
    secret: AUTH_SECRET,
    useSecureCookies: isSecure,
    cookies,
    providers: [provider()],
    callbacks: {
      // Our own origin only; where exactly is judged again when it is used.
      redirect: ({ url, baseUrl }) => (new URL(url, baseUrl).origin === baseUrl ? url : baseUrl),
      signIn({ profile }) {
        onProven((profile ?? {}) as Claims);
        return APP_URL;
      },
    },
    logger: {
      error: (code) => log().warn({ event: "single-sign-on.failed", code }),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

function provider(): OAuthConfig<Claims> {
  const { OIDC_ISSUER = "", OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  return {
    id: PROVIDER,
    name: OIDC_NAME,
    type: "oauth",
    wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    checks: ["pkce", "state", "nonce"],
    idToken: true,
    httpOptions: { timeout: 10_000 },
    userinfo: {
      request: async ({ client, tokens }) => {
        // With the whole set the library compares the answer's `sub` with that of the signed token.
        const told: Claims = await client.userinfo(tokens as Parameters<typeof client.userinfo>[0]);
        return mergeClaims(signedClaims(tokens), told);
      },
    },
    profile: (claims) => ({ id: claims.sub ?? "" }),
  };
}

function signedClaims(tokens: unknown): Claims {
  return (tokens as { claims: () => Claims }).claims();
}

/**
 * What the signed token says, completed by the userinfo answer, where the address usually stands. An address and
 * whether it was confirmed are taken from one of the two, never mixed.
 */
function mergeClaims(signed: Claims, told: Claims): Claims & { sub: string } {
  const { email, email_verified } = signed.email === undefined ? told : signed;
  const name = signed.name ?? told.name;
  return { iss: signed.iss, sub: signed.sub ?? "", email, email_verified, name };
}

import type { AuthOptions, CookieOption } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** The provider's claims about a user, with verified signature and `sub`. */
export interface Claims {
  iss?: string;
  sub?: string;
  email?: string;
  email_verified?: boolean | string;
  name?: string;
}

/** The provider's name in our addresses: `/api/auth/callback/oidc`. */
export const PROVIDER = "oidc";

/** Returns the names of cookies of a sign-in in progress at the provider; they expire after 15 minutes. */
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
 * Configures next-auth for the provider of `OIDC_*`: authorization code with PKCE, state and nonce. It only
 * proves an identity, which goes to `onProven`; sessions are ours, as with passwords.
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
      // Our origin only; the exact address is checked when it is used.
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
        // Given the whole token set, the library compares the response's `sub` with the signed token's.
        const fromUserInfo: Claims = await client.userinfo(tokens as Parameters<typeof client.userinfo>[0]);
        return mergeClaims(signedClaims(tokens), fromUserInfo);
      },
    },
    profile: (claims) => ({ id: claims.sub ?? "" }),
  };
}

function signedClaims(tokens: unknown): Claims {
  return (tokens as { claims: () => Claims }).claims();
}

/**
 * Merges the signed token's claims with the userinfo response, which usually has the email address. The
 * address and whether it is confirmed come from the same source, never mixed.
 */
function mergeClaims(signed: Claims, fromUserInfo: Claims): Claims & { sub: string } {
  const { email, email_verified } = signed.email === undefined ? fromUserInfo : signed;
  const name = signed.name ?? fromUserInfo.name;
  return { iss: signed.iss, sub: signed.sub ?? "", email, email_verified, name };
}

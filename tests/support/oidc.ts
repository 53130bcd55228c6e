import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** The person at the provider, set by the test before signing in. */
export interface Person {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The person who signs in next; null: the person cancels at the provider. */
  person: Person | null;
  close: () => Promise<void>;
}

/**
 * Starts a real OpenID provider on the loopback interface that needs no interaction: everyone is signed in as
 * `person` and has consented. `redirectUri` is the site's return address.
 */
export async function startProvider(redirectUri: string): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const one: TestProvider = {
    issuer,
    clientId: "octopus",
    clientSecret: "a secret of the test provider's client",
    person: null,
    close: () => close(server),
  };
  const provider = configure(one, redirectUri);
  const handle = provider.callback();
  server.on("request", (req, res) => {
    if (!req.url?.startsWith("/interaction/")) return handle(req, res);
    interact(provider, one, req, res).catch((error: unknown) => res.writeHead(500).end(String(error)));
  });
  return one;
}

function configure(one: TestProvider, redirectUri: string): Provider {
  return new Provider(one.issuer, {
    clients: [
      {
        client_id: one.clientId,
        client_secret: one.clientSecret,
        redirect_uris: [redirectUri],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["a key of the test provider"] },
    pkce: { required: () => true },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...one.person, sub }) }),
    // Consent is part of the sign-in here: the grant exists as soon as the person is known.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
}

async function interact(
  provider: Provider,
  one: TestProvider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const result = one.person
    ? { login: { accountId: one.person.sub } }
    : { error: "access_denied", error_description: "the person gave up" };
  await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

function close(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
}

/** Follows a browser through the provider, from the site's redirect to the return address. */
export async function passProvider(start: string, home: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const text of answer.headers.getSetCookie()) {
      const [pair = ""] = text.split(";");
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const to = answer.headers.get("location");
    if (!to)
      throw new Error(`the provider answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    url = new URL(to, url).href;
    if (url.startsWith(home)) return new URL(url);
  }
  throw new Error("the provider leads nowhere");
}

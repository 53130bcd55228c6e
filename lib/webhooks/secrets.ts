import { unseal } from "@/lib/sealing";

interface Keys {
  id: string;
  secret: Buffer;
  formerSecret: Buffer | null;
  formerUntil: Date | null;
}

/** Returns the keys with which an endpoint's events are signed now: the present one first, and the former one for a day. */
export function secretsOf({ id, secret, formerSecret, formerUntil }: Keys, now: Date): string[] {
  const stored = [secret, ...(formerSecret && formerUntil && formerUntil > now ? [formerSecret] : [])];
  const secrets = stored.flatMap((one) => unseal("webhook secret", one, id) ?? []);
  if (secrets.length === 0) throw new Error("the key of a webhook cannot be read with this AUTH_SECRET");
  return secrets;
}

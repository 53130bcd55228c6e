import type { Ceremony } from "@/lib/accounts/passkeys/model";
import type { Actor } from "@/lib/core/actor";
import { openCookie, sealCookie } from "../sealed-cookie";

/** Who a challenge is for: the session that asked, where there is one. */
const ownerOf = (actor: Actor | null) => actor?.sessionId ?? "";

/** A `Set-Cookie` value that keeps a challenge in the browser that asked for it, for one purpose and one session. */
export function saveChallenge(challenge: string, ceremony: Ceremony, actor: Actor | null): Promise<string> {
  return sealCookie("octopus-passkey", { challenge, ceremony, owner: ownerOf(actor) });
}

/** The challenge that this browser was given for this purpose; null for none, another's, or one that is too old. */
export async function challengeOf(
  request: Request,
  ceremony: Ceremony,
  actor: Actor | null,
): Promise<string | null> {
  const kept = await openCookie(request.headers, "octopus-passkey");
  if (kept?.ceremony !== ceremony || typeof kept.challenge !== "string") return null;
  // At sign-in nobody is known yet; a challenge made for a session is that session's alone.
  const isTheirs = ceremony === "sign-in" || ceremony === "code" || kept.owner === ownerOf(actor);
  return isTheirs ? kept.challenge : null;
}

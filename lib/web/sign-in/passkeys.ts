import type { Ceremony } from "@/lib/accounts/passkeys/model";
import type { Actor } from "@/lib/core/actor";
import { openCookie, sealCookie } from "../sealed-cookie";

/** Owner of a challenge: the requesting session, if any. */
const ownerOf = (actor: Actor | null) => actor?.sessionId ?? "";

/** Stores a challenge in the requesting browser, for one purpose and session; returns the `Set-Cookie` value. */
export function saveChallenge(challenge: string, ceremony: Ceremony, actor: Actor | null): Promise<string> {
  return sealCookie("octopus-passkey", { challenge, ceremony, owner: ownerOf(actor) });
}

/** Finds the challenge of this browser for this purpose; null if missing, another's, or expired. */
export async function challengeOf(
  request: Request,
  ceremony: Ceremony,
  actor: Actor | null,
): Promise<string | null> {
  const kept = await openCookie(request.headers, "octopus-passkey");
  if (kept?.ceremony !== ceremony || typeof kept.challenge !== "string") return null;
  // During sign-in there is no session yet; otherwise a challenge belongs to its session.
  const isTheirs = ceremony === "sign-in" || ceremony === "code" || kept.owner === ownerOf(actor);
  return isTheirs ? kept.challenge : null;
}

import { z } from "zod";
import { listPasskeys, makeAddOptions, makeAskOptions } from "@/lib/accounts/passkeys";
import { CEREMONIES, type Ceremony } from "@/lib/accounts/passkeys/model";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { isConfirmed } from "@/lib/core/step-up";
import { findOwnProfile } from "@/lib/members";
import { json } from "@/lib/web/api/answer";
import { reading } from "@/lib/web/api/endpoint";
import { saveChallenge } from "@/lib/web/sign-in/passkeys";
import { findStep } from "@/lib/web/sign-in/sign-in-step";

/**
 * The options that a browser needs to create or use a passkey. The challenge goes into a sealed cookie of
 * that browser, so that a request alone stores nothing.
 */
export const GET = reading({
  input: z.object({ for: z.enum(CEREMONIES) }),
  limit: "passkey",
  isPublic: true,
  async read(actor, { for: ceremony }, request) {
    const session = actor?.scopes === null ? actor : null;
    const options = await optionsFor(ceremony, session, request);
    if (!options) return json({ options: null }, 200);
    const cookie = await saveChallenge(options.challenge, ceremony, session);
    return json({ options }, 200, { "set-cookie": cookie });
  },
});

/** Returns null if there is no passkey to ask for. */
async function optionsFor(ceremony: Ceremony, actor: Actor | null, request: Request) {
  if (ceremony === "sign-in") return makeAskOptions({ memberId: null, needsUser: true });
  if (ceremony === "code") {
    const step = await findStep(request);
    if (!step || (await listPasskeys(step.memberId)).length === 0) return null;
    return makeAskOptions({ memberId: step.memberId, needsUser: false });
  }
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  if (ceremony === "confirm") {
    if ((await listPasskeys(actor.id)).length === 0) return null;
    return makeAskOptions({ memberId: actor.id, needsUser: true });
  }
  if (!isConfirmed(actor, new Date())) throw new DomainError("forbidden", "confirm_first");
  const { email } = await findOwnProfile(actor);
  return makeAddOptions({ memberId: actor.id, email: email ?? actor.handle, displayName: actor.displayName });
}

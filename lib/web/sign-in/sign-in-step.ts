import type { SignInStep } from "@/lib/accounts";
import { DomainError } from "@/lib/core/errors";
import { openCookie } from "../sealed-cookie";

export type Step = SignInStep & { next: string };

/** The first step of a sign-in as this browser keeps it; null when there is none, or it is too old. */
export async function findStep(request: Request): Promise<Step | null> {
  const kept = await openCookie(request.headers, "octopus-step");
  const { memberId, ground, next } = kept ?? {};
  if (typeof memberId !== "string" || typeof ground !== "string") return null;
  return { memberId, ground, next: typeof next === "string" ? next : "" };
}

/** The same. Throws `invalid` (`step`) when there is none. */
export async function stepOf(request: Request): Promise<Step> {
  const step = await findStep(request);
  if (!step) throw new DomainError("invalid", "step");
  return step;
}

import type { SignInStep } from "@/lib/accounts";
import { DomainError } from "@/lib/core/errors";
import { openCookie } from "../sealed-cookie";

export type Step = SignInStep & { next: string };

/** Finds the first step of a sign-in in this browser; null if missing or expired. */
export async function findStep(request: Request): Promise<Step | null> {
  const kept = await openCookie(request.headers, "octopus-step");
  const { memberId, ground, next } = kept ?? {};
  if (typeof memberId !== "string" || typeof ground !== "string") return null;
  return { memberId, ground, next: typeof next === "string" ? next : "" };
}

/** The same. Throws `invalid` (`step`) if missing. */
export async function stepOf(request: Request): Promise<Step> {
  const step = await findStep(request);
  if (!step) throw new DomainError("invalid", "step");
  return step;
}

import { createHmac, timingSafeEqual } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { env } from "@/lib/env";

/** A form submitted sooner was not filled in by hand; the response is delayed until then. */
const MIN_FILL_SECONDS = 2;
const MAX_AGE_SECONDS = 86_400;

function sign(at: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(`form stamp ${at}`).digest("base64url").slice(0, 22);
}

/** Creates a signed time stamp for a form. */
export function makeFormStamp(now: Date): string {
  const at = now.getTime().toString(36);
  return `${at}.${sign(at)}`;
}

/** Computes seconds since a form was drawn; null for a stamp that is missing, forged or older than a day. */
export function ageOfForm(stamp: string, now: Date): number | null {
  const [at = "", signature = ""] = stamp.split(".");
  const right = Buffer.from(sign(at));
  const given = Buffer.from(signature);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const age = (now.getTime() - Number.parseInt(at, 36)) / 1000;
  return age >= 0 && age <= MAX_AGE_SECONDS ? age : null;
}

/** Waits until a form of this age (in seconds) could have been filled in by hand. */
export async function waitAsTyped(age: number): Promise<void> {
  if (age < MIN_FILL_SECONDS) await wait((MIN_FILL_SECONDS - age) * 1000);
}

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Actor } from "@/lib/core/actor";
import { isId } from "@/lib/core/id";
import { env } from "@/lib/env";

/** The field in which a form names the member whose page it was drawn on, sealed by this site. */
export const DRAWN_FOR = "drawn-for";

const POST_FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g;

/**
 * A member's name for forms: only this site can write it, so a form can't be filled in for somebody else. Another at
 * each drawing: nobody can guess it from the lengths of many compressed pages (BREACH).
 */
export function sealMember(memberId: string): string {
  return sealWith(memberId, randomBytes(12).toString("base64url"));
}

function sealWith(memberId: string, salt: string): string {
  const named = `drawn-for\0${memberId}\0${salt}`;
  return `${memberId}.${salt}.${createHmac("sha256", env().AUTH_SECRET).update(named).digest("base64url")}`;
}

/** The member whose page a form was drawn on; null when it names nobody, or when this site did not seal the name. */
export function memberDrawnFor(fields: Readonly<Record<string, unknown>>): string | null {
  const sent = fields[DRAWN_FOR];
  if (typeof sent !== "string") return null;
  const [memberId = "", salt = ""] = sent.split(".", 2);
  if (!isId(memberId)) return null;
  const [own, given] = [Buffer.from(sealWith(memberId, salt)), Buffer.from(sent)];
  return own.length === given.length && timingSafeEqual(own, given) ? memberId : null;
}

/**
 * Names the member in each form of a page that was drawn for them. Done on the finished markup, in which no attribute
 * holds a bare ">", so that no form can be left out.
 */
export function nameMember(html: string, memberId: string): string {
  const field = `<input type="hidden" name="${DRAWN_FOR}" value="${sealMember(memberId)}"/>`;
  return html.replaceAll(POST_FORM, (form) => form + field);
}

/**
 * Whether a form was drawn for another member than its sender: someone else signed in meanwhile in another tab of the
 * same browser. A name that this site did not seal counts as another's.
 */
export function isOfAnother(fields: Readonly<Record<string, unknown>>, actor: Actor): boolean {
  const drawnFor = fields[DRAWN_FOR];
  return typeof drawnFor === "string" && drawnFor !== "" && memberDrawnFor(fields) !== actor.id;
}

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Actor } from "@/lib/core/actor";
import { isId } from "@/lib/core/id";
import { env } from "@/lib/env";

/** Form field with the member whose page it was drawn on, sealed by this site. */
export const DRAWN_FOR = "drawn-for";

const POST_FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g;

/**
 * Seals a member's id for forms, so that forms cannot be prepared for somebody else. Different each time, so
 * that it cannot be guessed from the lengths of compressed pages (BREACH).
 */
export function sealMember(memberId: string): string {
  return sealWith(memberId, randomBytes(12).toString("base64url"));
}

function sealWith(memberId: string, salt: string): string {
  const named = `drawn-for\0${memberId}\0${salt}`;
  return `${memberId}.${salt}.${createHmac("sha256", env().AUTH_SECRET).update(named).digest("base64url")}`;
}

/** Reads the member whose page a form was drawn on; null if missing or not sealed by this site. */
export function memberDrawnFor(fields: Readonly<Record<string, unknown>>): string | null {
  const sent = fields[DRAWN_FOR];
  if (typeof sent !== "string") return null;
  const [memberId = "", salt = ""] = sent.split(".", 2);
  if (!isId(memberId)) return null;
  const [own, given] = [Buffer.from(sealWith(memberId, salt)), Buffer.from(sent)];
  return own.length === given.length && timingSafeEqual(own, given) ? memberId : null;
}

/**
 * Adds the member to each form of a page drawn for them. Works on the finished HTML, in which attributes
 * contain no bare ">", so no form is missed.
 */
export function nameMember(html: string, memberId: string): string {
  const field = `<input type="hidden" name="${DRAWN_FOR}" value="${sealMember(memberId)}"/>`;
  return html.replaceAll(POST_FORM, (form) => form + field);
}

/**
 * Checks whether a form was drawn for another member than its sender, i.e. someone else signed in in another
 * tab. An invalid seal counts as another member.
 */
export function isOfAnother(fields: Readonly<Record<string, unknown>>, actor: Actor): boolean {
  const drawnFor = fields[DRAWN_FOR];
  return typeof drawnFor === "string" && drawnFor !== "" && memberDrawnFor(fields) !== actor.id;
}

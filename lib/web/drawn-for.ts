import type { Actor } from "@/lib/core/actor";

/** The field in which a form names the member whose page it stood on. */
export const DRAWN_FOR = "drawn-for";

const POST_FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g;

/**
 * Names the member in each form of a page that was drawn for them. Done on the finished markup, in which no attribute
 * holds a bare ">", so that no form can be left out.
 */
export function nameMember(html: string, memberId: string): string {
  const field = `<input type="hidden" name="${DRAWN_FOR}" value="${memberId}"/>`;
  return html.replaceAll(POST_FORM, (form) => form + field);
}

/**
 * Whether a form stood on the page of another than who sends it: someone signed in meanwhile in another tab of the
 * same browser. What the one typed is not said in the name of the other.
 */
export function isOfAnother(fields: Readonly<Record<string, unknown>>, actor: Actor): boolean {
  const drawnFor = fields[DRAWN_FOR];
  return typeof drawnFor === "string" && drawnFor !== "" && drawnFor !== actor.id;
}

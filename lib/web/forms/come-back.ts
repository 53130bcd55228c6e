import type { Actor } from "@/lib/core/actor";
import { localePath } from "@/lib/i18n/locales";
import type { Address } from "../address";
import type { Fields } from "../fields";
import { memberDrawnFor } from "../held/drawn-for";
import { saveHeldForm } from "../held/held-form";

/** A form as it was sent: where, by which browser, and with what. */
export interface SentForm {
  address: Address;
  request: Request;
  name: string;
  /** What it does, where it asks for the password first (`FormSpec.act`). */
  act: string | undefined;
  fields: Fields;
  /** On a member's own page alone, where the server names the member in each form. */
  needsMember: boolean;
}

/** Leads to sign-in and back. What was typed waits for the member on whose page it was, or for this browser. */
export function askToSignIn(sent: SentForm, problem?: "other_member"): Promise<Response> {
  return comeBackFrom("/signin", sent, memberDrawnFor(sent.fields), problem);
}

/** Asks for the password before what touches accounts or rights; then the form is sent as it was. */
export async function askToConfirm(sent: SentForm, actor: Actor): Promise<Response> {
  const { act, address, request, name, fields } = sent;
  const path = pathOf(address);
  if (!act || !actor.sessionId) throw new Error(`the form ${name} at ${path} does not say what it does`);
  const confirms = { sessionId: actor.sessionId, act };
  const held = await saveHeldForm(request, { path, name, fields, memberId: actor.id, confirms });
  return leadTo("/me/confirm", address, held);
}

/**
 * Leads elsewhere and back. Two kinds of forms are not stored meanwhile: those that touch accounts or rights, and
 * those for members that name no member, since no page of this site drew them.
 */
export async function comeBackFrom(
  by: string,
  sent: SentForm,
  memberId: string | null,
  problem?: string,
): Promise<Response> {
  const { address, request, name, fields } = sent;
  const path = pathOf(address);
  if (sent.act || (sent.needsMember && !memberId))
    return leadTo(by, address, { to: path }, problem ?? (by === "/signin" ? "form_not_kept" : undefined));
  return leadTo(by, address, await saveHeldForm(request, { path, name, fields, memberId }), problem);
}

function pathOf({ pathname, search }: Address): string {
  const rest = new URLSearchParams(search);
  for (const name of ["held", "send"]) rest.delete(name);
  return pathname + (rest.size > 0 ? `?${rest}` : "");
}

function leadTo(
  by: string,
  { locale }: Address,
  { to, setCookie }: { to: string; setCookie?: string },
  problem?: string,
): Response {
  const told = problem ? `&problem=${problem}` : "";
  const location = `${localePath(locale, by)}?next=${encodeURIComponent(to)}${told}`;
  const headers = new Headers({ location, "cache-control": "no-store" });
  if (setCookie) headers.append("set-cookie", setCookie);
  return new Response(null, { status: 303, headers });
}

import type { Actor } from "@/lib/core/actor";
import { localePath } from "@/lib/i18n/locales";
import type { Address } from "../address";
import type { Fields } from "../fields";
import { memberDrawnFor } from "../held/drawn-for";
import { saveHeldForm } from "../held/held-form";

/** A submitted form: address, browser and content. */
export interface SentForm {
  address: Address;
  request: Request;
  name: string;
  /** What it does, if it asks for the password first (`FormSpec.act`). */
  act: string | undefined;
  fields: Fields;
  /** Only for members' own pages, where the server names the member in each form. */
  needsMember: boolean;
}

/** Redirects to sign-in and back. The text typed is held for the member whose page it was, or for this browser. */
export function askToSignIn(sent: SentForm, problem?: "other_member"): Promise<Response> {
  return comeBackFrom("/signin", sent, memberDrawnFor(sent.fields), problem);
}

/** Asks for the password before sensitive actions; then the form is submitted as it was. */
export async function askToConfirm(sent: SentForm, actor: Actor): Promise<Response> {
  const { act, address, request, name, fields } = sent;
  const path = pathOf(address);
  if (!act || !actor.sessionId) throw new Error(`the form ${name} at ${path} does not say what it does`);
  const confirms = { sessionId: actor.sessionId, act };
  const held = await saveHeldForm(request, { path, name, fields, memberId: actor.id, confirms });
  return leadTo("/me/confirm", address, held);
}

/**
 * Redirects elsewhere and back. Two kinds of forms are not held meanwhile: those with sensitive actions, and
 * members' forms without a member, since no page of this site drew them.
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

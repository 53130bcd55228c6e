import { and, eq, gt } from "drizzle-orm";
import { db } from "@/db/client";
import { heldForm } from "@/db/schema/accounts";
import { isId, newId } from "@/lib/core/id";
import type { Address } from "./address";
import { currentActor } from "./current-actor";
import { DRAWN_FOR, isOfAnother } from "./drawn-for";
import { type FormState, NO_FORM } from "./view";

const KEPT_SECONDS = 3600;
const SECRET_FIELD = /password|code|token|secret/i;

/**
 * Keeps what was typed by someone whose session had ended, for an hour under a random id, and answers the address
 * that brings it back. Passwords, codes and tokens are not kept.
 */
export async function holdForm(
  path: string,
  name: string | null,
  fields: Record<string, string | string[]>,
): Promise<string> {
  const kept = Object.fromEntries(Object.entries(fields).filter(([field]) => !SECRET_FIELD.test(field)));
  const now = new Date();
  const id = newId(now.getTime());
  await db()
    .insert(heldForm)
    .values({
      id,
      path,
      fields: { name, values: kept },
      createdAt: now,
      expiresAt: new Date(now.getTime() + KEPT_SECONDS * 1000),
    });
  return `${path}${path.includes("?") ? "&" : "?"}held=${id}`;
}

/**
 * What `?held=` of an address stands for, if it was kept for this very address; what stood on a member's page is for
 * that member alone, whoever signs in there next.
 */
export async function takeHeldForm(address: Address, headers: Headers): Promise<FormState | null> {
  const id = address.search.get("held");
  if (!id || !isId(id)) return null;
  const [row] = await db()
    .select({ path: heldForm.path, fields: heldForm.fields })
    .from(heldForm)
    .where(and(eq(heldForm.id, id), gt(heldForm.expiresAt, new Date())));
  if (!row || row.path.split("?")[0] !== address.pathname) return null;
  const fields = row.fields as { name: string | null; values: FormState["values"] };
  if (fields.values[DRAWN_FOR]) {
    const actor = await currentActor(headers);
    if (!actor || isOfAnother(fields.values, actor)) return null;
  }
  return { ...NO_FORM, name: fields.name, values: fields.values };
}

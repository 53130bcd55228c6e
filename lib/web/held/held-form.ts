import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { heldForm } from "@/db/schema/sign-in";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { type FormState, NO_FORM } from "@/lib/core/form-state";
import { isId, newId } from "@/lib/core/id";
import { readUploads } from "@/lib/files/model";
import type { Address } from "../address";
import { currentActor } from "../current-actor";
import type { Fields } from "../fields";
import { spend } from "../limits";
import { requestOrigin } from "../request-context";
import { openCookie, sealCookie } from "../sealed-cookie";
import { DRAWN_FOR } from "./drawn-for";

const HELD_SECONDS = 3600;

/** Never held: passwords, codes, tokens. */
const SECRET_FIELD = /password|code|token|secret/i;
/**
 * Never filled in again: fields that grant rights, set an email address, justify a decision, or are shown to
 * all readers.
 */
const SENSITIVE_FIELD = /reason$|^(?:role|e-?mail|banner|decision)$/i;

/**
 * Bytes for held forms: per form, and in total. Visitors have a separate quota, so that a stranger who fills
 * it costs no member their text.
 */
export const HELD_BYTES = {
  visitor: { one: 64 * 1024, all: 16 * 1024 * 1024 },
  member: { one: 1024 * 1024, all: 256 * 1024 * 1024 },
} as const;

/** A form to hold, and for whom. */
export interface ToHold {
  /** Address the form was sent to, with query. */
  path: string;
  name: string;
  fields: Fields;
  /** The member whose page it was drawn on; null for a public page. */
  memberId: string | null;
  /** Set if only the password is missing: the session, and what the form does (a message key). */
  confirms?: { sessionId: string; act: string };
}

/** Checks whether a field is returned to the browser that filled it in. */
export function isGivenBack(field: string): boolean {
  return field !== DRAWN_FOR && !SECRET_FIELD.test(field) && !SENSITIVE_FIELD.test(field);
}

/**
 * Holds a form for an hour, for the browser that sent it. Returns the address that leads back to it, and the
 * cookie that identifies the browser. Throws `rate_limited`, `too_large` or `unavailable` before anything is
 * stored.
 */
export async function saveHeldForm(
  request: Request,
  form: ToHold,
): Promise<{ to: string; setCookie: string }> {
  const { path, name, memberId, confirms } = form;
  await spend("held-form", { ip: requestOrigin().ip, memberId });
  const entries = Object.entries(form.fields);
  const values = Object.fromEntries(
    // A form that only waits for the password is submitted by the server and not filled in again.
    entries.filter(([field]) =>
      confirms ? field !== DRAWN_FOR && !SECRET_FIELD.test(field) : isGivenBack(field),
    ),
  );
  const isWhole = entries.every(([field, value]) => !SECRET_FIELD.test(field) || value.length === 0);
  const fields = { name, values, isWhole, act: confirms?.act ?? null };
  const bytes = Buffer.byteLength(JSON.stringify(fields)) + Buffer.byteLength(path);
  const room = HELD_BYTES[memberId ? "member" : "visitor"];
  if (bytes > room.one) throw new DomainError("too_large", "held_form");
  const secret = (await browserSecret(request.headers)) ?? randomBytes(32).toString("base64url");
  const now = new Date();
  const id = newId(now.getTime());
  await db().transaction(async (tx) => {
    // Serialized, so that the sum cannot change between check and insert.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('held_form'))`);
    await tx.delete(heldForm).where(lt(heldForm.expiresAt, now));
    const [used] = await tx
      .select({ bytes: sql<string>`coalesce(sum(${heldForm.bytes}), 0)` })
      .from(heldForm)
      .where(memberId ? sql`${heldForm.memberId} is not null` : isNull(heldForm.memberId));
    if (Number(used?.bytes ?? 0) + bytes > room.all)
      throw new DomainError("unavailable", "held_forms_full", { retryAfter: 600 });
    await tx.insert(heldForm).values({
      id,
      path,
      fields,
      browser: hashOf(secret),
      memberId,
      sessionId: confirms?.sessionId ?? null,
      bytes,
      createdAt: now,
      expiresAt: new Date(now.getTime() + HELD_SECONDS * 1000),
    });
  });
  const to = `${path}${path.includes("?") ? "&" : "?"}held=${id}`;
  return { to, setCookie: await sealCookie("octopus-held", { secret }) };
}

/**
 * Finds the form that `?held=` refers to: only for the browser that sent it, at its address, and for the
 * member whose page it was.
 */
export async function takeHeldForm(address: Address, headers: Headers): Promise<FormState | null> {
  const id = address.search.get("held");
  if (!id || !isId(id)) return null;
  const secret = await browserSecret(headers);
  if (!secret) return null;
  const actor = await currentActor(headers);
  const [row] = await db()
    .select({ path: heldForm.path, fields: heldForm.fields })
    .from(heldForm)
    .where(
      and(
        eq(heldForm.id, id),
        eq(heldForm.browser, hashOf(secret)),
        gt(heldForm.expiresAt, new Date()),
        actor ? or(isNull(heldForm.memberId), eq(heldForm.memberId, actor.id)) : isNull(heldForm.memberId),
      ),
    );
  if (!row || row.path.split("?")[0] !== address.pathname) return null;
  const { name, values, act } = row.fields as HeldFields;
  // It waited for its files alone, whose result the page shows.
  const { uploaded, refused } = readUploads(address.search);
  if (act === null && uploaded.length + refused.length > 0) return { ...NO_FORM, name, values };
  return act === null
    ? { ...NO_FORM, name, values, held: { is: "typed" } }
    : { ...NO_FORM, held: { is: "unsent", act } };
}

interface HeldFields {
  name: string;
  values: Fields;
  /** Whether no field was left out, so that it can be submitted as it is. */
  isWhole: boolean;
  act: string | null;
}

/** A form that waits for the password: what it does, and whether it is complete. */
export interface Unsent {
  act: string;
  isWhole: boolean;
}

/** Finds the form that waits for the password in this session, and whether it can be submitted. */
export async function findUnsent(next: string, actor: Actor | null): Promise<Unsent | null> {
  const ofSession = isOfSession(new URLSearchParams(next.split("?")[1] ?? "").get("held"), actor);
  if (!ofSession) return null;
  const [row] = await db().select({ fields: heldForm.fields }).from(heldForm).where(ofSession);
  const fields = row?.fields as HeldFields | undefined;
  return fields?.act ? { act: fields.act, isWhole: fields.isWhole } : null;
}

/**
 * Takes the form that waited for the password out of the table, to submit it: once, at its address, for its
 * browser, member and session. Throws `conflict` if there is none.
 */
export async function takeUnsent(address: Address, actor: Actor | null, headers: Headers): Promise<Fields> {
  const ofSession = isOfSession(address.search.get("held"), actor);
  const secret = await browserSecret(headers);
  const gone = new DomainError("conflict", "held_form_gone");
  if (!ofSession || !secret) throw gone;
  const isHere = sql`split_part(${heldForm.path}, '?', 1) = ${address.pathname}`;
  const [row] = await db()
    .delete(heldForm)
    .where(and(ofSession, eq(heldForm.browser, hashOf(secret)), isHere))
    .returning({ fields: heldForm.fields });
  if (!row) throw gone;
  const { name, values } = row.fields as HeldFields;
  return { ...values, form: name };
}

function isOfSession(id: string | null, actor: Actor | null) {
  if (!id || !isId(id) || !actor?.sessionId) return null;
  return and(
    eq(heldForm.id, id),
    eq(heldForm.memberId, actor.id),
    eq(heldForm.sessionId, actor.sessionId),
    gt(heldForm.expiresAt, new Date()),
  );
}

async function browserSecret(headers: Headers): Promise<string | null> {
  const secret = (await openCookie(headers, "octopus-held"))?.secret;
  return typeof secret === "string" && secret.length >= 40 ? secret : null;
}

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("base64url");

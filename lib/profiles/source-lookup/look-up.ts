import { db } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can, type SectionFacts } from "@/lib/core/policy";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { type Guard, LOCAL, PUBLIC } from "@/lib/outgoing/guarded";
import { readUrl } from "@/lib/text/href";
import { findInProfile } from "../section-queries";
import { decodePage } from "./decode";
import { fetchPage } from "./fetch-page";
import { FILLED_FIELDS } from "./filled/model";
import type { LookedUp, LookUpSource } from "./model";
import { parsePage } from "./parse-page";
import { readFound } from "./read-page";

/** Whether the operator lets the site read the pages that members name as sources. */
export const looksUpSources = (): boolean => env().SOURCE_LOOKUP !== "off";

/** Most pages that one process reads at a time: each takes up to eight seconds and half a megabyte. */
const AT_ONCE = 6;

const KEY = Symbol.for("octopus.source-lookups");
const shared = globalThis as { [KEY]?: { running: number } };

/** The result of a look-up, with what the policy needs to check it. */
export interface PreparedLookup {
  facts: SectionFacts;
  result: LookedUp;
}

/**
 * Reads the page at an address, before any transaction. Throws `not_found` if the operator does not allow it or for an
 * unknown profile, `unauthenticated` or `forbidden` for a section that the member cannot edit.
 */
export async function prepareLookup(
  { slug, section, url }: LookUpSource,
  { actor }: { actor: Actor | null },
): Promise<PreparedLookup> {
  if (!looksUpSources()) throw new DomainError("not_found");
  if (actor === null) throw new DomainError("unauthenticated", "sign_in");
  const found = await findInProfile(slug, section, db());
  if (!found) throw new DomainError("not_found", "profile");
  const { facts } = found;
  if (!can(actor, "section.edit", facts))
    throw new DomainError("forbidden", "section_edit", { dormant: actor.dormantRoles });
  const guard = env().SOURCE_LOOKUP === "local" ? LOCAL : PUBLIC;
  return { facts, result: await readSource(url, guard) };
}

/** Returns the result of a look-up. Nothing is saved. */
export async function lookUpSource(ctx: Ctx, { facts, result }: PreparedLookup): Promise<LookedUp> {
  ctx.authorize("section.edit", facts);
  ctx.skipAudit("a page elsewhere was read; nothing is saved");
  return result;
}

/** Reads what the page at an address says about itself, or says why it could not be read. Never throws. */
export async function readSource(url: string, guard: Guard, time?: number): Promise<LookedUp> {
  shared[KEY] ??= { running: 0 };
  const counted = shared[KEY];
  if (counted.running >= AT_ONCE) return { found: null, failure: "busy" };
  const began = Date.now();
  counted.running += 1;
  try {
    const result = await read(url, guard, time);
    // Without the address and the member: only how look-ups go.
    log().info({ outcome: result.failure ?? "found", ms: Date.now() - began }, "source looked up");
    return result;
  } finally {
    counted.running -= 1;
  }
}

async function read(typed: string, guard: Guard, time?: number): Promise<LookedUp> {
  const url = readUrl(typed);
  if (url === null) return { found: null, failure: "address" };
  const page = await fetchPage(url, guard, time);
  if (typeof page === "string") return { found: null, failure: page };
  const parsed = parsePage(decodePage(page.bytes, page.charset));
  const found = readFound(parsed, page.at, url, new Date());
  const isEmpty = FILLED_FIELDS.every((name) => found[name] === null);
  return isEmpty ? { found: null, failure: "nothing" } : { found, failure: null };
}

import { and, asc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { file, fileUse } from "@/db/schema/files";
import { type Actor, ROLES, type Role } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { USE_FACTS } from "../grants";

/** A logged download that the member's roles at the time did not allow, by the file's current uses. */
export interface WrongDownload {
  at: Date;
  memberId: string;
  /** Null for a former member. */
  handle: string | null;
  fileId: string;
  name: string;
  places: string[];
}

export interface WrongDownloads {
  looked: number;
  wrong: WrongDownload[];
  /** Downloads whose access then is unknown: of files since deleted or unused, and of those for the readers of a page. */
  unknown: number;
}

/**
 * Compares logged restricted downloads with the members' rights: their roles at the time, assuming a second
 * factor, and the file's current uses and grants.
 */
export async function findWrongDownloads(on: Queryable): Promise<WrongDownloads> {
  const entries = await on
    .select({ at: auditEntry.at, actorId: auditEntry.actorId, details: auditEntry.details })
    .from(auditEntry)
    .where(eq(auditEntry.fact, "file.downloaded"))
    .orderBy(asc(auditEntry.at), asc(auditEntry.id));
  const downloads = entries.flatMap(({ at, actorId, details }) => {
    const { fileId } = details as { fileId?: unknown };
    return actorId !== null && typeof fileId === "string" ? [{ at, memberId: actorId, fileId }] : [];
  });
  const files = await filesOf(on, [...new Set(downloads.map((one) => one.fileId))]);
  const rolesAt = await readRoles(on, [...new Set(downloads.map((one) => one.memberId))]);
  const wrong: WrongDownload[] = [];
  let unknown = 0;
  for (const { at, memberId, fileId } of downloads) {
    const found = files.get(fileId);
    const isUnknown = !found || found.uses.length === 0 || found.uses.some((use) => use.access === "readers");
    if (isUnknown) unknown += 1;
    else if (!can(actorOf(memberId, rolesAt.at(memberId, at)), "file.download", found)) {
      const places = [...new Set(found.uses.map(({ place }) => place))];
      wrong.push({ at, memberId, handle: rolesAt.handleOf(memberId), fileId, name: found.name, places });
    }
  }
  return { looked: downloads.length, wrong, unknown };
}

async function filesOf(on: Queryable, ids: string[]) {
  const rows = await on
    .select({ id: file.id, name: file.name, uploaderId: file.uploaderId })
    .from(file)
    .where(inArray(file.id, ids));
  const uses = await on
    .select({ fileId: fileUse.fileId, place: fileUse.place, ...USE_FACTS })
    .from(fileUse)
    .where(inArray(fileUse.fileId, ids));
  return new Map(
    rows.map((row) => [row.id, { ...row, uses: uses.filter(({ fileId }) => fileId === row.id) }] as const),
  );
}

interface Held {
  role: string;
  country: string;
}

/** Reconstructs roles at a moment: today's, minus those assigned since, plus those removed since. */
async function readRoles(on: Queryable, memberIds: string[]) {
  const members = await on
    .select({ id: member.id, handle: member.handle, state: member.state })
    .from(member)
    .where(inArray(member.id, memberIds));
  const grants = await on
    .select({ memberId: roleGrant.memberId, role: roleGrant.role, country: roleGrant.country })
    .from(roleGrant)
    .where(inArray(roleGrant.memberId, memberIds));
  const changes = await on
    .select({ at: auditEntry.at, subject: auditEntry.subject, details: auditEntry.details })
    .from(auditEntry)
    .where(and(eq(auditEntry.fact, "role.changed")))
    .orderBy(asc(auditEntry.at), asc(auditEntry.id));
  return {
    handleOf: (memberId: string): string | null => {
      const found = members.find(({ id }) => id === memberId);
      return found && found.state !== "erased" ? found.handle : null;
    },
    at: (memberId: string, moment: Date): Held[] => {
      let held: Held[] = grants.filter((one) => one.memberId === memberId);
      for (const { at, details } of changes.toReversed()) {
        const change = details as Held & { memberId: string; isGiven: boolean };
        if (at <= moment || change.memberId !== memberId) continue;
        const isSame = ({ role, country }: Held) => role === change.role && country === change.country;
        held = change.isGiven ? held.filter((one) => !isSame(one)) : [...held, change];
      }
      return held;
    },
  };
}

const isRole = (name: string): name is Role => (ROLES as readonly string[]).includes(name);

/** Creates an actor with these roles and a second factor. */
function actorOf(id: string, held: readonly Held[]): Actor {
  return {
    id,
    handle: "",
    displayName: "",
    locale: "en",
    roles: ["member", ...held.map(({ role }) => role).filter(isRole)],
    focalCountries: held.flatMap(({ role, country }) => (role === "focal-point" ? [country] : [])),
    dormantRoles: [],
    sessionId: null,
    confirmedAt: null,
    scopes: null,
  };
}

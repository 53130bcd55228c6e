import { desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dataExport, member } from "@/db/schema/accounts";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { ProfileFields } from "../model";
import { PERSONAL } from "../personal-columns";

export interface OwnProfile extends ProfileFields {
  handle: string;
  email: string | null;
  fullName: string;
  displayName: string;
  visibility: Record<string, string>;
  isListed: boolean;
  locale: string;
  joinedAt: Date;
  hasPassword: boolean;
  charterAcceptedAt: Date | null;
}

/** Finds one's own complete profile. */
export async function findOwnProfile(actor: Actor): Promise<OwnProfile> {
  refuseOthers(actor);
  const [row] = await db()
    .select({
      handle: member.handle,
      email: member.email,
      fullName: member.fullName,
      displayName: member.displayName,
      ...PERSONAL,
      isListed: member.isListed,
      locale: member.locale,
      joinedAt: member.createdAt,
      passwordHash: member.passwordHash,
      charterAcceptedAt: member.charterAcceptedAt,
    })
    .from(member)
    .where(eq(member.id, actor.id));
  if (!row) throw new DomainError("not_found");
  const { passwordHash, ...own } = row;
  return { ...own, hasPassword: passwordHash !== null };
}

/** Personal lists need a session; tokens may not read them. */
function refuseOthers(actor: Actor): void {
  if (!can(actor, "account.manage", { memberId: actor.id }))
    throw new DomainError("forbidden", "account_manage");
}

export interface OwnExport {
  id: string;
  state: string;
  requestedAt: Date;
  readyAt: Date | null;
  expiresAt: Date | null;
  size: number | null;
}

/** Lists exports being made or available, newest first. */
export async function listOwnExports(actor: Actor, now: Date = new Date()): Promise<OwnExport[]> {
  refuseOthers(actor);
  const rows = await db()
    .select({
      id: dataExport.id,
      state: dataExport.state,
      requestedAt: dataExport.requestedAt,
      readyAt: dataExport.readyAt,
      expiresAt: dataExport.expiresAt,
      size: dataExport.size,
    })
    .from(dataExport)
    .where(eq(dataExport.memberId, actor.id))
    .orderBy(desc(dataExport.requestedAt), desc(dataExport.id))
    .limit(10);
  return rows.filter((row) => row.expiresAt === null || row.expiresAt > now);
}

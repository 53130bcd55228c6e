import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";

export interface SiteFigures {
  profiles: number;
  revisions: number;
  editsOfWeek: number;
  editorsOfWeek: number;
  pending: number;
  drafts: number;
  joinedOfMonth: number;
  signedInToday: number;
}

/** Counts content and activity, now. For administrators. */
export async function findSiteFigures(actor: Actor): Promise<SiteFigures> {
  if (!can(actor, "settings.change")) throw new DomainError("forbidden", "settings_change");
  const { rows } = await pool().query<SiteFigures>(
    `select (select count(*)::int from profile) as "profiles",
      (select count(*)::int from revision) as "revisions",
      (select count(*)::int from revision where created_at > now() - interval '7 days' and author_id is not null) as "editsOfWeek",
      (select count(distinct author_id)::int from revision where created_at > now() - interval '7 days') as "editorsOfWeek",
      (select count(*)::int from revision where state = 'pending') as "pending",
      (select count(*)::int from draft) as "drafts",
      (select count(*)::int from member
        where state = 'active' and email is not null and created_at > now() - interval '30 days') as "joinedOfMonth",
      (select count(distinct member_id)::int from session where last_seen_at > now() - interval '1 day') as "signedInToday"`,
  );
  const row = rows[0];
  if (!row) throw new Error("counting answered nothing");
  return row;
}

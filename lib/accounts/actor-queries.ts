import { pool } from "@/db/client";
import { MAY_ACT, OWES_READING } from "@/lib/conduct";
import { type Actor, PRIVILEGED_ROLES, type Role } from "@/lib/core/actor";
import { owesCharter } from "./owes-charter";

/** Idle and absolute session limits in seconds, for members and for holders of a privileged role. */
export const SESSION_LIMITS = {
  member: { idle: 14 * 86_400, absolute: 30 * 86_400 },
  privileged: { idle: 3_600, absolute: 12 * 3_600 },
} as const;

interface ActorRow {
  id: string;
  handle: string;
  display_name: string;
  locale: string;
  session_id: string | null;
  confirmed_at: Date | null;
  second_factor_at: Date | null;
  created_at: Date | null;
  last_seen_at: Date | null;
  scopes: string[] | null;
  owes_charter: boolean;
  owes_reading: boolean;
  grants: { role: Role; country: string }[];
}

const GRANTS = `coalesce((select json_agg(json_build_object('role', g.role, 'country', g.country))
  from role_grant g where g.member_id = m.id), '[]') as grants`;

const OWES = `${owesCharter("m")} as owes_charter, ${OWES_READING("m")} as owes_reading`;

const BY_SESSION = `select m.id, m.handle, m.display_name, m.locale, s.id as session_id, s.confirmed_at, s.second_factor_at,
  s.created_at, s.last_seen_at, null::text[] as scopes, ${OWES}, ${GRANTS}
  from session s join member m on m.id = s.member_id
  where s.id = $1 and s.ended_at is null and m.state = 'active'`;

// A token acts as a plain member, so its owner's roles are not read.
const BY_TOKEN = `select m.id, m.handle, m.display_name, m.locale, null::uuid as session_id, null::timestamptz as confirmed_at,
  null::timestamptz as second_factor_at, null::timestamptz as created_at, null::timestamptz as last_seen_at, t.scopes,
  ${OWES}, '[]'::json as grants
  from api_token t join member m on m.id = t.member_id
  where t.hash = $1 and t.revoked_at is null and t.expires_at > now() and ${MAY_ACT}`;

/**
 * Finds the actor of a session; null if it ended or expired, or its member may not act. A prepared statement,
 * as it runs on every request; "last seen" is updated at most once a minute. `isActive`: false for what a page asks by
 * itself, which must not keep the session of someone who left alive.
 */
export async function findActorBySession(
  sessionId: string,
  now: Date = new Date(),
  { isActive = true }: { isActive?: boolean } = {},
): Promise<Actor | null> {
  const result = await pool().query<ActorRow>({
    name: "actor-by-session",
    text: BY_SESSION,
    values: [sessionId],
  });
  const row = result.rows[0];
  if (!row || isOver(row, now)) return null;
  if (isActive && row.last_seen_at && now.getTime() - row.last_seen_at.getTime() > 60_000) {
    await pool().query("update session set last_seen_at = $2 where id = $1 and last_seen_at < $2", [
      sessionId,
      now,
    ]);
  }
  return toActor(row);
}

const TOKEN_USED = `update api_token set last_used_at = now()
  where hash = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`;

/**
 * Finds the actor of a personal token, by its SHA-256 in hex; null if revoked or expired. "Last used" is
 * updated at most once a minute.
 */
export async function findActorByToken(hash: string): Promise<Actor | null> {
  const result = await pool().query<ActorRow>({ name: "actor-by-token", text: BY_TOKEN, values: [hash] });
  const row = result.rows[0];
  if (!row) return null;
  await pool().query(TOKEN_USED, [hash]);
  return toActor(row);
}

function isOver(row: ActorRow, now: Date): boolean {
  const isPrivileged = row.grants.some((grant) => PRIVILEGED_ROLES.includes(grant.role));
  const limit = isPrivileged ? SESSION_LIMITS.privileged : SESSION_LIMITS.member;
  const age = (since: Date | null) =>
    since ? (now.getTime() - since.getTime()) / 1000 : Number.POSITIVE_INFINITY;
  return age(row.last_seen_at) > limit.idle || age(row.created_at) > limit.absolute;
}

function toActor(row: ActorRow): Actor {
  const given = [...new Set<Role>(["member", ...row.grants.map((grant) => grant.role)])];
  const { owes_charter: owesCharter, owes_reading: owesReading } = row;
  const isDormant = (role: Role) =>
    owesCharter || owesReading || (PRIVILEGED_ROLES.includes(role) && row.second_factor_at === null);
  const roles = given.filter((role) => !isDormant(role));
  return {
    id: row.id,
    handle: row.handle,
    displayName: row.display_name,
    locale: row.locale,
    roles,
    dormantRoles: given.filter(isDormant),
    focalCountries: roles.includes("focal-point")
      ? row.grants.filter((grant) => grant.role === "focal-point").map((grant) => grant.country)
      : [],
    sessionId: row.session_id,
    confirmedAt: row.confirmed_at,
    scopes: row.scopes,
    owesCharter,
    ...(owesReading ? { owesReading } : {}),
  };
}

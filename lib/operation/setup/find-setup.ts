import { and, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import { db, pool } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { setting } from "@/db/schema/core";
import { invitation } from "@/db/schema/invitations";
import { hasSecondFactor } from "@/lib/accounts/two-factor";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { env } from "@/lib/env";
import { PRODUCT_NAME } from "@/lib/i18n/site-words";
import { freshSite } from "@/lib/site-settings";
import { storage } from "@/lib/storage/open";
import { type Measures, measure } from "../health/measure";
import {
  BACKUP_DAYS,
  DRILL_DAYS,
  MAIL_TRY_KEY,
  MailTry,
  markKey,
  SETUP_STEPS,
  type SetupStep,
  STEP_MARKS,
  STORAGE_TRY_KEY,
  type StepMark,
  type StepState,
  StorageTry,
} from "./model";

/** What the checklist shows: the figures of each step, its state and its mark. */
export interface Setup {
  steps: Record<SetupStep, { state: StepState; mark: StepMark | null }>;
  /** Steps that are done or put aside. */
  settled: number;
  total: number;
  identity: { name: string };
  /** `address`: empty without one. Whether visitors can ask by the contact form too. */
  contact: { address: string; isFormOpen: boolean };
  mail: { hasServer: boolean; tried: MailTry | null };
  /** `freeBytes`: null if the files are not on a disk of this server. */
  storage: { name: string; freeBytes: number | null; tried: StorageTry | null };
  backups: { madeAt: Date | null; triedAt: Date | null };
  /** Other administrators: those who can act, those without a second factor, and those invited. */
  administrators: { ready: number; dormant: number; invited: number };
  focalPoints: { countries: number; total: number };
}

const DAY = 86_400_000;

/** Computes the checklist from the state of the site. For administrators. */
export async function findSetup(
  actor: Actor,
  now: Date = new Date(),
  read: () => Promise<Measures> = measure,
): Promise<Setup> {
  if (!can(actor, "settings.change")) throw new DomainError("forbidden", "settings_change");
  const [
    { identity, look, logo },
    settings,
    { backedUp, restored, freeBytes },
    administrators,
    focalPoints,
    store,
  ] = await Promise.all([
    freshSite(),
    readSettings(),
    read(),
    countOthers(actor, now),
    countFocalPoints(),
    storage().catch(() => null),
  ]);
  const isBranded =
    identity.name.en !== PRODUCT_NAME ||
    [look.light, look.dark].some((colour) => colour !== "") ||
    [logo.light, logo.dark, logo.icon].some((picture) => picture !== null);
  const found = {
    identity: { name: identity.name.en },
    contact: { address: identity.contact, isFormOpen: identity.isFormOpen },
    mail: { hasServer: env().SMTP_URL !== undefined, tried: readAs(MailTry, settings.get(MAIL_TRY_KEY)) },
    storage: {
      name: store?.name ?? "",
      freeBytes: env().STORAGE_URL?.startsWith("s3:") ? null : freeBytes,
      tried: readAs(StorageTry, settings.get(STORAGE_TRY_KEY)),
    },
    backups: { madeAt: backedUp, triedAt: restored },
    administrators,
    focalPoints,
  };
  const marks = new Map(SETUP_STEPS.map((step) => [step, markOf(settings.get(markKey(step)))]));
  const states: Record<SetupStep, StepState> = {
    identity: doneIf(isBranded || marks.get("identity") === "confirmed"),
    contact: doneIf(found.contact.address !== ""),
    mail: mailState(found.mail),
    storage: found.storage.tried ? doneIf(found.storage.tried.isSound) : "unknown",
    backups: backupState(found.backups, now),
    administrators: doneIf(administrators.ready > 0),
    "focal-points": doneIf(focalPoints.countries > 0),
    texts: doneIf(marks.get("texts") === "confirmed"),
  };
  const steps = Object.fromEntries(
    SETUP_STEPS.map((step) => [step, { state: states[step], mark: marks.get(step) ?? null }]),
  ) as Setup["steps"];
  const settled = Object.values(steps).filter(
    ({ state, mark }) => state === "done" || mark === "aside",
  ).length;
  return { ...found, steps, settled, total: SETUP_STEPS.length };
}

const doneIf = (isDone: boolean): StepState => (isDone ? "done" : "todo");

function mailState({ hasServer, tried }: Setup["mail"]): StepState {
  if (!hasServer) return "todo";
  if (tried === null || tried.state === "waiting" || tried.state === "file") return "unknown";
  return doneIf(tried.state === "sent");
}

function backupState({ madeAt, triedAt }: Setup["backups"], now: Date): StepState {
  const isWithin = (at: Date | null, days: number) =>
    at !== null && now.getTime() - at.getTime() < days * DAY;
  return doneIf(isWithin(madeAt, BACKUP_DAYS) && isWithin(triedAt, DRILL_DAYS));
}

async function readSettings(): Promise<Map<string, unknown>> {
  const keys = [MAIL_TRY_KEY, STORAGE_TRY_KEY, ...SETUP_STEPS.map(markKey)];
  const rows = await db()
    .select({ key: setting.key, value: setting.value })
    .from(setting)
    .where(inArray(setting.key, keys));
  return new Map(rows.map(({ key, value }) => [key, value]));
}

function readAs<T>(schema: { safeParse: (value: unknown) => { data?: T } }, value: unknown): T | null {
  return schema.safeParse(value).data ?? null;
}

function markOf(value: unknown): StepMark | null {
  const { mark } = (value ?? {}) as { mark?: unknown };
  return STEP_MARKS.find((one) => one === mark) ?? null;
}

async function countOthers(actor: Actor, now: Date): Promise<Setup["administrators"]> {
  const [[row], invited] = await Promise.all([
    db()
      .select({
        ready: sql<number>`count(*) filter (where ${hasSecondFactor()})`.mapWith(Number),
        total: sql<number>`count(*)`.mapWith(Number),
      })
      .from(roleGrant)
      .innerJoin(member, eq(member.id, roleGrant.memberId))
      .where(and(eq(roleGrant.role, "administrator"), eq(member.state, "active"), ne(member.id, actor.id))),
    db().$count(
      invitation,
      and(isNull(invitation.endedAt), eq(invitation.role, "administrator"), gt(invitation.expiresAt, now)),
    ),
  ]);
  const ready = row?.ready ?? 0;
  return { ready, dormant: (row?.total ?? 0) - ready, invited };
}

async function countFocalPoints(): Promise<Setup["focalPoints"]> {
  const { rows } = await pool().query<Setup["focalPoints"]>(
    `select (select count(distinct g.country)::int from role_grant g join member m on m.id = g.member_id
        where g.role = 'focal-point' and m.state = 'active') as countries,
      (select count(*)::int from profile) as total`,
  );
  return rows[0] ?? { countries: 0, total: 0 };
}

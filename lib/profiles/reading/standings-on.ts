import { asc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile, profileRecord } from "@/db/schema/profiles";
import { briefly, leastSure, surest } from "@/lib/revisions/doubt";
import type { Confidence } from "@/lib/revisions/records-fields";
import { statusOn } from "../kinds/status-on";
import { seriesNumber, type TreatyStatusRecord } from "../kinds/treaty-status";

import { NO_ACTION, TREATIES, type Treaty, type TreatyFigures, type TreatyStanding } from "./model";

export type Standings = Record<Treaty, TreatyStanding>;
export const NO_STANDINGS: Standings = { 185: NO_ACTION, 189: NO_ACTION, 224: NO_ACTION };

/**
 * Every State's status under each treaty at the end of a day (ISO date), by page, according to the records.
 */
export async function listStandingsOn(day: string, on: Queryable = db()): Promise<Map<string, Standings>> {
  const rows = await on
    .select({ pageId: profileRecord.pageId, data: profileRecord.data })
    .from(profileRecord)
    .where(eq(profileRecord.section, "treaty-status"))
    .orderBy(asc(profileRecord.position));
  const found = new Map<string, Standings>();
  const listed = new Set<string>();
  for (const row of rows) {
    const record = row.data as TreatyStatusRecord;
    const treaty = seriesNumber(record);
    // The first record about a treaty counts, as in the table of current statuses.
    if (treaty === null || listed.has(`${row.pageId}/${treaty}`)) continue;
    listed.add(`${row.pageId}/${treaty}`);
    const own = found.get(row.pageId) ?? { ...NO_STANDINGS };
    own[treaty] = standingOn(record, day);
    found.set(row.pageId, own);
  }
  return found;
}

/** Computes a record's status on a day, ignoring later events. */
function standingOn(record: TreatyStatusRecord, day: string): TreatyStanding {
  const by = (date: string | undefined) => (date !== undefined && date <= day ? date : null);
  const status = statusOn(record, day);
  const inForceOn = record.inForceOn?.value;
  return {
    status,
    consentOn: by(record.consentOn?.value),
    inForceOn: by(inForceOn),
    confidence: surenessOn(record, status, day),
    consentConfidence: record.consentOn?.confidence ?? null,
    inForceConfidence: record.inForceOn?.confidence ?? null,
    ...(status === "party" && inForceOn !== undefined && inForceOn > day ? { isInForceLater: true } : {}),
  };
}

/**
 * Returns the confidence of a past status: at most that of the day it is derived from. Invitations before 2017
 * come from a list, which can be surer than the rest of the record.
 */
function surenessOn(record: TreatyStatusRecord, status: string, day: string): Confidence {
  const isListed = status === "invited" && record.invitedOn === null && record.invitedNotAfter !== null;
  if (isListed) return record.invitedNotAfter?.confidence ?? record.confidence;
  const days = { party: [record.consentOn, record.inForceOn], signatory: [record.signedOn] };
  const proof = status === "party" || status === "signatory" ? days[status] : [record.invitedOn];
  const known = proof.flatMap((fact) => (fact && fact.value <= day ? [fact.confidence] : []));
  return leastSure([record.confidence, surest(known)]);
}

/** Counts countries and areas by treaty and status at the end of a day. */
export async function listTreatyFiguresOn(day: string, on: Queryable = db()): Promise<TreatyFigures[]> {
  const [total, standings] = await Promise.all([on.$count(profile), listStandingsOn(day, on)]);
  return TREATIES.map((treaty) => {
    const own = [...standings.values()].map((one) => one[treaty]);
    const count = (status: string) => own.filter((one) => one.status === status).length;
    const unsure = (status: string) =>
      own.filter((one) => one.status === status && briefly(one.confidence) !== "confirmed").length;
    const unverified = {
      party: unsure("party"),
      ratified: unsure("ratified"),
      signatory: unsure("signatory"),
      invited: unsure("invited"),
    };
    const [party, ratified] = [count("party"), count("ratified")];
    const [signatory, invited] = [count("signatory"), count("invited")];
    const none = total - party - ratified - signatory - invited;
    const notYetBound = own.filter(({ isInForceLater }) => isInForceLater).length;
    return { treaty, party, ratified, signatory, invited, none, notYetBound, asOf: day, unverified };
  });
}

import { eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { type Basis, type CaseState, flagCase } from "@/db/schema/flags";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { isAppealable, isReturnable } from "./author";
import type { FlaggedThing } from "./kind";
import type { FlagCode } from "./model";
import { type Appealed, appealOf, describeAll, type Kinds, selectCases } from "./queries";

/** A case, for the authors of the thing. Nobody who flagged it is named, nor the moderator. */
export interface OwnCase {
  id: string;
  kind: string;
  subjectId: string;
  state: Exclude<CaseState, "gone">;
  codes: readonly FlagCode[];
  hiddenAt: Date | null;
  returnedAt: Date | null;
  decidedAt: Date | null;
  reason: string | null;
  basis: Basis | null;
  law: string | null;
  /** Whether somebody reported it at `/report`, and on which grounds. */
  isReported: boolean;
  grounds: readonly string[];
  appeal: Appealed | null;
  thing: FlaggedThing | null;
  mayReturn: boolean;
  mayAppeal: boolean;
}

/** Finds a case for one of the authors. Throws `not_found` to others, and while its flags changed nothing. */
export async function findOwnCase(
  kinds: Kinds,
  reader: Actor,
  id: string,
  { now, on = db() }: { now: Date; on?: Queryable },
): Promise<OwnCase> {
  const [row] = await selectCases(on).where(eq(flagCase.id, id));
  const isTold = row && (row.hiddenAt !== null || row.state === "upheld");
  if (!isTold || row.state === "gone" || !can(reader, "flag.appeal", { authorIds: row.authorIds }))
    throw new DomainError("not_found", "flag");
  const thingOf = await describeAll(kinds, reader, [row], on);
  const appeal = appealOf(row);
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subjectId,
    state: row.state,
    codes: row.codes,
    hiddenAt: row.hiddenAt,
    returnedAt: row.returnedAt,
    decidedAt: row.decidedAt,
    reason: row.reason,
    basis: row.basis,
    law: row.law,
    isReported: row.reports > 0,
    grounds: row.grounds,
    appeal,
    thing: thingOf(row) ?? null,
    mayReturn: isReturnable(row) && kinds.get(row.kind)?.rewrite !== undefined,
    mayAppeal: isAppealable(row, now),
  };
}

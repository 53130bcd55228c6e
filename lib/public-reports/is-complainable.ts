import type { CaseState } from "@/db/schema/flags";
import { APPEAL_DAYS } from "@/lib/flags/model";

/** Whether the sender of a report can ask for another look: once, within a month after it was dismissed. */
export const isComplainable = (
  { complainedAt }: { complainedAt: Date | null },
  { state, decidedAt }: { state: CaseState; decidedAt: Date | null },
  now: Date,
): boolean =>
  state === "dismissed" &&
  complainedAt === null &&
  decidedAt !== null &&
  now.getTime() - decidedAt.getTime() < APPEAL_DAYS * 86_400_000;

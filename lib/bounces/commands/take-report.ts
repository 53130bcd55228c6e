import type { Ctx } from "@/lib/core/ctx";
import { readReport } from "../read-report";
import { findReturned, type SentMail } from "../return-address";
import { recordBounce } from "./record-bounce";

/**
 * Takes a mail that came to a return address. `counted`: it reports a bounce that is new; `ignored`: it is not a report, or
 * of a bounce that was counted or is void. Null if none of the addresses is one.
 */
export async function takeReport(
  ctx: Ctx,
  { recipients, raw }: { recipients: readonly string[]; raw: Buffer },
): Promise<"counted" | "ignored" | null> {
  const sent = await findFirst(ctx, recipients);
  if (!sent) return null;
  const bounce = await readReport(raw);
  return bounce && (await recordBounce(ctx, sent, bounce)) ? "counted" : "ignored";
}

async function findFirst({ now, tx }: Ctx, recipients: readonly string[]): Promise<SentMail | null> {
  for (const one of recipients) {
    const found = await findReturned(one, now, tx);
    if (found) return found;
  }
  return null;
}

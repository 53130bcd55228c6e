import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { idFor, newId } from "@/lib/core/id";
import { env } from "@/lib/env";
import { moment } from "@/lib/notices";

interface LoggedEvent {
  kind: string;
  /** The page, revision or version that it is about. */
  subjectId: string;
  /** It can happen to a subject repeatedly; otherwise it is told once. */
  isRepeated?: boolean;
}

/**
 * Stores a public event in the transaction that causes it, by ids only, and queues the job that gives it to the endpoints
 * that want it. Does nothing if none wants such events.
 */
export async function logEvent(ctx: Ctx, { kind, subjectId, isRepeated }: LoggedEvent): Promise<void> {
  if (env().WEBHOOKS === "off") return;
  const id = isRepeated ? newId(ctx.now.getTime()) : idFor("webhook-event", kind, subjectId);
  await ctx.tx.execute(sql`with e as (
      insert into webhook_event (id, kind, subject_id, at)
      select ${id}::uuid, ${kind}, ${subjectId}::uuid, ${moment(ctx.now)}
      where exists (select 1 from webhook_endpoint where ${kind} = any(kinds))
      on conflict do nothing returning id
    ) select graphile_worker.add_job('spread-webhook', json_build_object('webhookEventId', e.id), max_attempts := 8) from e`);
}

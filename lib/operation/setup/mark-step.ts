import { eq } from "drizzle-orm";
import { setting } from "@/db/schema/core";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { can } from "@/lib/core/policy";
import { tryStore } from "@/lib/files/bytes";
import { describeError, log } from "@/lib/log";
import { writeSetting } from "@/lib/site-settings";
import { MAIL_TRY_KEY, type MailTry, type MarkStep, markKey, STORAGE_TRY_KEY } from "./model";

/** Puts a step of the set-up aside, says that it is done, or removes either. */
export async function markStep(ctx: Ctx, { step, mark }: MarkStep): Promise<void> {
  ctx.authorize("settings.change");
  const key = markKey(step);
  const [row] = await ctx.tx.select({ value: setting.value }).from(setting).where(eq(setting.key, key));
  if (((row?.value as { mark?: string } | undefined)?.mark ?? "none") === mark)
    return ctx.skipAudit("the step is marked so already");
  await writeSetting(ctx, key, { mark });
  await ctx.record("setup.marked", { key, mark });
}

/** Queues a test mail to the administrator's own address; an earlier one that still waits is not sent. */
export async function askTestMail(ctx: Ctx): Promise<void> {
  ctx.authorize("settings.change");
  const id = newId(ctx.now.getTime());
  const tried: MailTry = { id, state: "waiting", reason: null, askedAt: ctx.now };
  await writeSetting(ctx, MAIL_TRY_KEY, tried);
  await ctx.record("setup.mail-asked", { memberId: ctx.actor?.id ?? "", tryId: id });
}

/**
 * Writes, reads and deletes a small object in the store of files. Returns whether all went well. For
 * administrators.
 */
export async function tryStorage(actor: Actor): Promise<boolean> {
  if (!can(actor, "settings.change")) throw new DomainError("forbidden", "settings_change");
  try {
    return (await tryStore()).isSound;
  } catch (error) {
    log().warn({ event: "setup.storage-failed", ...describeError(error) });
    return false;
  }
}

/** Stores how a try of the store of files ended. */
export async function recordStorageTry(ctx: Ctx, { isSound }: { isSound: boolean }): Promise<void> {
  ctx.authorize("settings.change");
  await writeSetting(ctx, STORAGE_TRY_KEY, { isSound, at: ctx.now });
  await ctx.record("setup.storage-tried", { isSound });
}

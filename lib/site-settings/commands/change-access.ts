import type { Ctx } from "@/lib/core/ctx";
import { env } from "@/lib/env";
import { findPart } from "../current";
import type { ChangeAccess } from "../forms/model";
import { savePart } from "./save-part";

/**
 * Changes the languages offered, who can join, and whether views of pages are counted. Who can join changes only if
 * the server's environment leaves it open.
 */
export async function changeAccess(
  ctx: Ctx,
  { seen, languages, registration, countViews }: ChangeAccess,
): Promise<void> {
  const { value } = await findPart("access", ctx.tx);
  const isFixed = env().REGISTRATION !== undefined || registration === undefined;
  const chosen = isFixed ? value.registration : registration;
  await savePart(ctx, "access", { seen, value: { languages, registration: chosen, countViews } });
}

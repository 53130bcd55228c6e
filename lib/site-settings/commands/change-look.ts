import type { Ctx } from "@/lib/core/ctx";
import type { PartChange } from "../model";
import { savePart } from "./save-part";

/** Changes the accent colours. */
export async function changeLook(ctx: Ctx, input: PartChange<"look">): Promise<void> {
  await savePart(ctx, "look", input);
}

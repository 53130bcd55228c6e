import type { Ctx } from "@/lib/core/ctx";
import type { PartChange } from "../model";
import { savePart } from "./save-part";

/** Changes the name of the site and its contact address. */
export async function changeIdentity(ctx: Ctx, input: PartChange<"identity">): Promise<void> {
  await savePart(ctx, "identity", input);
}

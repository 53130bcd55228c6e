import type { Ctx } from "@/lib/core/ctx";
import type { PartChange } from "../model";
import { savePart } from "./save-part";

/** Changes which pages the main menu shows, and their order. */
export async function changeMenu(ctx: Ctx, input: PartChange<"menu">): Promise<void> {
  await savePart(ctx, "menu", input);
}

import type { Ctx } from "@/lib/core/ctx";
import type { PartChange } from "../model";
import { savePart } from "./save-part";

/** Changes the name of the site and its contact address. */
export async function changeIdentity(ctx: Ctx, input: PartChange<"identity">): Promise<void> {
  await savePart(ctx, "identity", input);
}

/** Changes the accent colours. */
export async function changeLook(ctx: Ctx, input: PartChange<"look">): Promise<void> {
  await savePart(ctx, "look", input);
}

/** Changes which pages the main menu shows, and their order. */
export async function changeMenu(ctx: Ctx, input: PartChange<"menu">): Promise<void> {
  await savePart(ctx, "menu", input);
}

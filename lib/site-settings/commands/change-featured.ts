import type { Ctx } from "@/lib/core/ctx";
import type { ChangeFeatured } from "../forms/model";
import { savePart } from "./save-part";

/** Changes the pages featured on the front page; the form has checked that visitors find them. */
export async function changeFeatured(ctx: Ctx, { seen, pages }: ChangeFeatured): Promise<void> {
  await savePart(ctx, "featured", { seen, value: { paths: pages.map(({ path }) => path) } });
}

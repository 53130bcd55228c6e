import { eq } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import { can } from "@/lib/core/policy";
import type { SeenAt } from "@/lib/sight";
import { listSigners } from "./access";

/** Posts at their own address, also before they appear. */
export const postSight: SeenAt = async ([area, slug, below], _target, on) => {
  if (area !== "blog" || !slug || below) return null;
  const [row] = await on.select({ id: post.pageId, state: post.state }).from(post).where(eq(post.slug, slug));
  if (!row) return null;
  const facts = { ...(await listSigners(on, row.id)), state: row.state };
  return { kind: "post", sees: (actor) => can(actor, "post.read", facts) };
};

import { eq } from "drizzle-orm";
import { material } from "@/db/schema/training";
import { can } from "@/lib/core/policy";
import type { SeenAt } from "@/lib/sight";

/** Training material: published everybody reads its page; before that who may edit or review it. Its files have addresses of their own. */
export const materialSight: SeenAt = async ([area, slug, below], _target, on) => {
  if (area !== "training" || !slug || below) return null;
  const [facts] = await on
    .select({
      ownerId: material.ownerId,
      state: material.state,
      access: material.access,
      trainersAccess: material.trainersAccess,
      retractedBy: material.retractedBy,
    })
    .from(material)
    .where(eq(material.slug, slug));
  if (!facts || facts.state === "removed") return null;
  const isOpen = facts.state === "published" || facts.state === "retracted";
  return {
    kind: "material",
    sees: (actor) =>
      isOpen ||
      can(actor, "material.edit", facts) ||
      (facts.state === "submitted" && can(actor, "material.review", facts)),
  };
};

import { sql } from "drizzle-orm";
import { restoreMaterial, retractMaterial } from "./commands/steps";

/** What a clean-up of a member needs to know of training material: which is theirs, and how it is retracted. */
export const trainingCleanup = {
  table: sql`material`,
  subjects: (memberId: string) => sql`select o.page_id as id, o.created_at as at from material o
    where o.owner_id = ${memberId} and o.state = 'published'`,
  retract: retractMaterial,
  restore: restoreMaterial,
};

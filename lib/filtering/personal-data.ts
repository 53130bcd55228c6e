import { eq, sql } from "drizzle-orm";
import { textFilter } from "@/db/schema/filters";
import { subselect } from "@/db/subselect";
import type { PersonalData } from "@/lib/core/personal-data";

/** Who changed a filter, and whose texts its last test named. */
export const FILTER_DATA: PersonalData = {
  async erase({ tx }, memberId) {
    await tx.update(textFilter).set({ changedBy: null }).where(eq(textFilter.changedBy, memberId));
    await tx
      .update(textFilter)
      .set({
        tested: subselect`jsonb_set(${textFilter.tested}, '{samples}', (select coalesce(jsonb_agg(s), '[]'::jsonb)
          from jsonb_array_elements(${textFilter.tested}->'samples') s where s->>'authorId' <> ${memberId}))`,
      })
      .where(sql`${textFilter.tested} is not null`);
  },
  besides: [textFilter.changedBy],
};

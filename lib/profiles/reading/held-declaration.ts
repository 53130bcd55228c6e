import type { SQL } from "drizzle-orm";
import { declaration } from "@/db/schema/legal";
import { subselect } from "@/db/subselect";
import type { DeclarationRecord } from "../kinds/treaty-status";

/** The full record of a row of `declaration`, with fields that have no column; null if it no longer exists. */
export const heldDeclaration = (): SQL<Partial<DeclarationRecord> | null> =>
  subselect<Partial<DeclarationRecord> | null>`(select jsonb_path_query_first(held.data,
      '$.declarations[*] ? (@.id == $id)', jsonb_build_object('id', ${declaration.recordId}))
    from profile_record held
    where held.page_id = ${declaration.pageId} and held.section = 'treaty-status'
      and jsonb_path_exists(held.data,
        '$.declarations[*] ? (@.id == $id)', jsonb_build_object('id', ${declaration.recordId}))
    limit 1)`;

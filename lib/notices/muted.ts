import type { SQL } from "drizzle-orm";
import { subselect } from "@/db/subselect";

/** SQL: whether a member has muted another. Neither may be null; a muted member's words make no notices. */
export const hasMuted = (memberId: SQL, otherId: SQL): SQL<boolean> =>
  subselect<boolean>`exists (select 1 from member_mute q where q.member_id = ${memberId} and q.muted_id = ${otherId})`;

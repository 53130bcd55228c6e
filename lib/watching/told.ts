import type { PersonalNotice, ThingChange } from "@/lib/notices";
import type { Appeared, PageActivity } from "@/lib/notices/model";
import type { Place, Thing } from "./model";

/** What a notice tells, as its reader may be told now. */
export type NoticeContent =
  /** Of what numbered revisions tell of; `from` and `to` are the ends of the combined difference, changes newest first. */
  | { what: "changes"; thing: Thing; changes: ThingChange[]; from: number; to: number }
  /** Of a page of its own; newest first. */
  | {
      what: "happenings";
      thing: Thing;
      place: Place;
      happenings: PageActivity[];
      from: number;
      to: number;
    }
  /** Under a subject; newest first. */
  | { what: "appeared"; thing: Thing; place: Place; appeared: Appeared[] }
  | PersonalNotice;

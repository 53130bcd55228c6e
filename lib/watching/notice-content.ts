import type { PersonalNotice, ThingChange } from "@/lib/notices";
import type { Appeared, PageActivity } from "@/lib/notices/model";
import type { Place, Thing } from "./model";

/** Content of a notice, as its reader may see it now. */
export type NoticeContent =
  /** Revisions; `from` and `to` are the ends of the combined difference, changes newest first. */
  | { what: "changes"; thing: Thing; changes: ThingChange[]; from: number; to: number }
  /** Events of a page, newest first. */
  | {
      what: "happenings";
      thing: Thing;
      place: Place;
      pageId: string;
      happenings: PageActivity[];
      from: number;
      to: number;
    }
  /** New content under a subject, newest first. */
  | { what: "appeared"; thing: Thing; place: Place; appeared: Appeared[] }
  | PersonalNotice;

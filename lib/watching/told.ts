import type { Appeared, Happening } from "@/lib/notices/model";
import type { ToldInPerson } from "@/lib/notices/told";
import type { ThingChange } from "@/lib/profiles/watched";
import type { PagePlace, SubjectPlace, Thing } from "./model";

/** What a notice tells, as its reader may be told now. */
export type Told =
  /** Of a profile or a part of it; `from` and `to` are the ends of the combined difference, changes newest first. */
  | { what: "changes"; thing: Thing; changes: ThingChange[]; from: number; to: number }
  /** Of a post or a material; newest first. */
  | {
      what: "happenings";
      thing: Thing;
      place: PagePlace;
      happenings: Happening[];
      from: number;
      to: number;
    }
  /** Under a topic or an article; newest first. */
  | { what: "appeared"; thing: Thing; place: SubjectPlace; appeared: Appeared[] }
  | ToldInPerson;

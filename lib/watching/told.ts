import type { Author } from "@/lib/pages/model";
import type { ToldOfQueue } from "@/lib/queues";
import type { ThingChange } from "./changes";
import type { Appeared, Happening, PagePlace, SubjectPlace, Thing } from "./model";

/** What concerns a member in person; each has its words under `watching.told`. */
export const PERSONAL_NEWS = [
  ...["comment.mention", "comment.reply", "comment.shown", "comment.hidden"],
  ...["flag.dismissed", "flag.upheld", "flag.gone"],
  ...["post.scheduled", "post.published", "post.returned", "post.retracted", "post.removed", "post.byline"],
  ...["material.published", "material.returned", "material.retracted", "material.outdated"],
  ...["version.published", "access.asked", "access.granted", "access.declined"],
  ...["correction.suggested", "correction.accepted", "correction.declined", "owner.contacted"],
  ...["section.due", "section.outdated"],
  ...["revision.thanked", "revision.handed"],
] as const;
export type PersonalNews = (typeof PERSONAL_NEWS)[number];

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
  /** An own edit that waited was decided. */
  | {
      what: "decision";
      thing: Thing;
      isAccepted: boolean;
      /** The number of the revision by which a reviewer accepted it with changes; null where it was left as it was. */
      amendedAs: number | null;
      reason: string | null;
      summary: string;
      number: number;
    }
  /** Something that concerns the reader in person. */
  | {
      what: "news";
      news: PersonalNews;
      thing: Thing;
      path: string;
      /** A reviewer changed the text before it appeared, which `path` shows. */
      isAmended?: true;
      /** Whose act it was, where the reader is told. */
      by: Author | null;
      /** In whoever's own words: a reason, a comment, a question. */
      words: string;
      /** When it is to happen. */
      at: Date | null;
      /** Where an answer is wanted. */
      address: string | null;
      /** The section that the reader may say is still correct: a mail's link is good for that. */
      sectionId?: string;
    }
  /** A role that the reader proposed, and that nobody confirmed in time. */
  | { what: "role"; name: string; handle: string; role: string; country: string; isGiven: boolean }
  /** A saved search finds so much that is new. */
  | { what: "found"; name: string; count: number; path: string }
  | ToldOfQueue;

/** A notice in person as it is kept: a kind and a key. */
export interface PersonalRow {
  kind: string;
  key: string;
  category: string;
  firstAt: Date;
  lastAt: Date;
}

/** A post or a material as a notice names it. */
export function pageThing(kind: PagePlace["kind"], { slug, title }: { slug: string; title: string }): Thing {
  return { place: { kind, slug }, names: null, title };
}

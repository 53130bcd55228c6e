import { z } from "zod";
import type { Writer } from "@/lib/members/model";
import { ProfileSlug, SectionName, SectionParams } from "@/lib/profiles/editing/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { Content } from "@/lib/text/nodes";
import type { AddressedTopic } from "../areas/model";
import { TopicParams } from "../model";

/** A reply, by the number of its topic and its id. */
export const ReplyParams = TopicParams.extend({ id: z.uuid() });

/** The section into which the words of a reply are brought. */
export const ProposeReply = ReplyParams.extend({ country: ProfileSlug, section: SectionName });
export type ProposeReply = z.infer<typeof ProposeReply>;

/** Says that the member's next edit of a section is not from a reply. */
export const LeaveReplyOut = SectionParams.omit({ lang: true }).extend({ reply: z.uuid() });
export type LeaveReplyOut = z.infer<typeof LeaveReplyOut>;

/** A reply whose words are somewhere else, as far as readers may know of it. */
export interface CreditedReply {
  id: string;
  number: number;
  topic: AddressedTopic & { title: string };
  /** Null for a former member. */
  author: Writer | null;
}

/** A reply that the member brings into a section, with its words. */
export interface CarriedReply extends CreditedReply {
  content: Content;
}

/** Where the words of a reply have become part of a section. */
export interface ReplyUse {
  commentId: string;
  country: { slug: string; names: { en: string; fr: string; ar: string } };
  /** The key of the section; of a translation, with its language. */
  section: string;
  /** The number of the revision in the profile. */
  number: number;
  at: Date;
}

/** An edit with the words of a reply, for its author and those who may review it. */
export interface ReplyProposal extends ReplyUse {
  state: "pending" | "published" | "rejected" | "withdrawn";
  isOwn: boolean;
}

/** A section of a profile, as a place that a topic is about names it. */
export interface SectionAt {
  country: string;
  section: SectionKey;
}

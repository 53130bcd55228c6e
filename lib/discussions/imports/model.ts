/* Discussions from elsewhere, as the readers of each format give them. */

/** Who wrote a message there. `email` is never shown. */
export interface OldAuthor {
  name: string;
  email: string | null;
}

/** A message. `text`: as it is typed here, with the signs of plain fields. */
export interface OldMessage {
  externalId: string;
  /** The message that it answers; null if it answers the topic, or that is not known. */
  parentId: string | null;
  author: OldAuthor;
  at: Date;
  text: string;
}

/** A topic with its messages, the first one first. */
export interface OldTopic {
  title: string;
  messages: [OldMessage, ...OldMessage[]];
}

/** What was left out, and why. */
export interface Skipped {
  externalId: string;
  why: string;
}

/** A member who wrote a message here; null if only the name is shown. */
export type MemberOf = (author: OldAuthor) => string | null;

/** What readers are told of a message that was imported. `name`: of an author without an account. */
export interface Imported {
  name: string | null;
  source: string;
}

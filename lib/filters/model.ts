/** What a filter looks for. All conditions that are set have to hold; of words, and of hosts, one is enough. */
export interface Conditions {
  words: readonly string[];
  hosts: readonly string[];
  minLinks: number | null;
  /** `new`: only texts of members who are neither trusted nor verified. */
  writers: "anyone" | "new";
  script: Script | null;
  /** Kinds of pages, and `comment`, `member`. */
  places: readonly string[];
}

/** Scripts by which the language of a text is told; `other`: none of these. */
export const SCRIPTS = ["latin", "arabic", "cyrillic", "han", "other"] as const;
export type Script = (typeof SCRIPTS)[number];

/** The stages, from the mildest to the strictest. */
export const STAGES = ["off", "log", "warn", "hold", "refuse"] as const;
export type Stage = (typeof STAGES)[number];

/** Stages that only a tested rule can have: they are felt by writers. */
export const isFelt = (stage: Stage) => stage === "warn" || stage === "hold" || stage === "refuse";

/** The places that are no kinds of pages: comments and replies, and what members write about themselves. */
export const COMMENT_PLACE = "comment";
export const MEMBER_PLACE = "member";

/** A rule that catches more than this number and this share of what was sent, within a day of its change, is set back. */
export const BRAKE = { hours: 24, hits: 2, share: 0.05 } as const;

/** Days after which what filters caught is deleted. */
export const HIT_DAYS = 90;

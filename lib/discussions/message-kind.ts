import { DomainError } from "@/lib/core/errors";
import type { Kinds } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { articleKind } from "@/lib/revisions/prose/article";
import { MESSAGE } from "./model";

/** Kind of a topic's first message. */
export const messageKind = articleKind(MESSAGE);

/** Returns the kind of a topic's section for the engine. */
export const topicKinds: Kinds = (key) => {
  if (key !== MESSAGE) throw new DomainError("not_found", "section");
  return messageKind as SectionKind<unknown>;
};

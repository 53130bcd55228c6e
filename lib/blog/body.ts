import { DomainError } from "@/lib/core/errors";
import type { Kinds } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { articleKind } from "@/lib/revisions/prose/article";
import { detailsKind } from "./details-kind";
import { BODY, DETAILS } from "./model";

/** Kind of a post's text. */
export const bodyKind = articleKind(BODY);

/** Returns the kind of a post's section for the engine. */
export const postKinds: Kinds = (key) => {
  if (key === DETAILS) return detailsKind as unknown as SectionKind<unknown>;
  if (key !== BODY) throw new DomainError("not_found", "section");
  return bodyKind as SectionKind<unknown>;
};

import { DomainError } from "@/lib/core/errors";
import type { Kinds } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { articleKind } from "@/lib/revisions/prose/article";
import { DESCRIPTION } from "./model";

/** Kind of a material's description. */
export const descriptionKind = articleKind(DESCRIPTION);

/** Returns the kind of a material's section for the engine. */
export const materialKinds: Kinds = (key) => {
  if (key !== DESCRIPTION) throw new DomainError("not_found", "section");
  return descriptionKind as SectionKind<unknown>;
};

import { DomainError } from "@/lib/core/errors";
import type { Kinds } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { articleKind } from "@/lib/revisions/prose/article";
import { DESCRIPTION } from "./model";

/** The description of a material. */
export const descriptionKind = articleKind(DESCRIPTION);

/** The kinds of a material's sections, as the engine asks for them. */
export const materialKinds: Kinds = (key) => {
  if (key !== DESCRIPTION) throw new DomainError("not_found", "section");
  return descriptionKind as SectionKind<unknown>;
};

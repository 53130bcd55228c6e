import { DomainError } from "@/lib/core/errors";
import type { Kinds } from "@/lib/revisions/contents";
import type { SectionKind } from "@/lib/revisions/kind";
import { proseKind } from "@/lib/revisions/prose";
import type { Content } from "@/lib/text/nodes";
import { citedSources } from "@/lib/text/plain";
import { refuseWhole } from "@/lib/text/problems";
import { DESCRIPTION } from "./model";

const prose = proseKind(DESCRIPTION);

/** The description of a material: prose that cites by links, since a material has no list of sources. */
export const descriptionKind: SectionKind<Content> = {
  ...prose,
  parse(input) {
    const content = prose.parse(input);
    if (citedSources(content).length > 0) throw refuseWhole("node");
    return content;
  },
  sources: () => [],
};

/** The kinds of a material's sections, as the engine asks for them. */
export const materialKinds: Kinds = (key) => {
  if (key !== DESCRIPTION) throw new DomainError("not_found", "section");
  return descriptionKind as SectionKind<unknown>;
};

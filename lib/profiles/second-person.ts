import { type ActedOn, secondPersonOf } from "@/lib/pages/review";
import { authoritiesNamed, type treatyStatusKind } from "./kinds/treaty-status";
import { partOf, type SectionKey } from "./model";

/** In treaty status: the authorities that declarations name. */
const ACTED_ON: Partial<Record<SectionKey, ActedOn>> = {
  "treaty-status": (content) => authoritiesNamed(content as ReturnType<typeof treatyStatusKind.empty>),
};

export const { needsSecondInPart, publishing, publishingAmended } = secondPersonOf((key) => {
  const part = partOf(key);
  return part ? ACTED_ON[part.section] : undefined;
});

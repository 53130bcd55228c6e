import type { Ctx } from "@/lib/core/ctx";
import type { Area, LinkingKind } from "./kinds";
import { findLost } from "./lost";
import { projectLinks, projectSeededLinks, rebuildLinks } from "./project";
import { listBacklinks } from "./queries";

export type { Area, LinkingKind } from "./kinds";
export { listLinkingPageIds } from "./project";
export type { Backlinks } from "./queries";

/** What is known of the links between some sorts of page, and from them to what else has an address. */
export function linksBetween(kinds: readonly LinkingKind[], others: readonly Area[]) {
  const areas = [...kinds, ...others];
  type Rest<Call> = Call extends (known: never, ...rest: infer R) => unknown ? R : never;
  return {
    listBacklinks: (...rest: Rest<typeof listBacklinks>) => listBacklinks(kinds, ...rest),
    findLost: (...rest: Rest<typeof findLost>) => findLost(areas, ...rest),
    projectLinks: (ctx: Ctx, fact: { sectionId: string }) => projectLinks({ kinds, areas }, ctx, fact),
    projectSeededLinks: (...rest: Rest<typeof projectSeededLinks>) =>
      projectSeededLinks({ kinds, areas }, ...rest),
    rebuildLinks: (...rest: Rest<typeof rebuildLinks>) => rebuildLinks({ kinds, areas }, ...rest),
  };
}

import type { LinkingKind } from "./links";
import type { ModeratedKind } from "./moderation";

/** What the engines need to know of a sort of page: its domain hands it over, `lib/page-kinds.ts` names them all. */
export interface PageKind<Place = unknown> extends LinkingKind, ModeratedKind<Place> {}

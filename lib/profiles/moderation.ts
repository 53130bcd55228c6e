import { moderationOf } from "@/lib/pages";
import { loadRevision, profileKinds } from "./section-access";

/** What moderators do with the revisions of profiles. */
export const {
  findOverseen,
  hide: hideRevision,
  show: showRevision,
} = moderationOf(profileKinds, loadRevision);

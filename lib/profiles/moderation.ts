import { moderationOf } from "@/lib/pages/moderation";
import { loadRevision, profileKinds } from "./section-access";

/** Moderators' actions on revisions of profiles. */
export const {
  findOverseen,
  hide: hideRevision,
  show: showRevision,
  purge: purgeRevision,
} = moderationOf(profileKinds, loadRevision);

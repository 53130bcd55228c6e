import { overseenProfiles } from "@/app/[locale]/countries/[slug]/oversee";
import { overseen, overseenForms } from "@/app/past/oversee";

/** A revision of a profile in full, for moderators. */
export const GET = overseen(overseenProfiles);

export const POST = overseenForms(overseenProfiles);

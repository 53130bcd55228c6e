import { overseenMaterials } from "@/app/[locale]/training/[slug]/oversee";
import { overseen, overseenForms } from "@/app/past/oversee";

/** A revision of a material's description in full, for moderators. */
export const GET = overseen(overseenMaterials);

export const POST = overseenForms(overseenMaterials);

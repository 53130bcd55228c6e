import { overseenMaterials } from "@/app/[locale]/training/[slug]/oversee";
import { overseen, overseenForms } from "@/app/past/oversee";

/** A revision of a material's description whole, for moderators. */
export const GET = overseen(overseenMaterials);

export const POST = overseenForms(overseenMaterials);

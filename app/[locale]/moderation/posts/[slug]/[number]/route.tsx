import { overseenPosts } from "@/app/[locale]/blog/[slug]/oversee";
import { overseen, overseenForms } from "@/app/past/oversee";

/** A revision of a post in full, for moderators. */
export const GET = overseen(overseenPosts);

export const POST = overseenForms(overseenPosts);

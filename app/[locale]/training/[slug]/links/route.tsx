import { textLinks } from "@/app/past/links";
import { materials } from "../past";

/** What links here: the profiles, posts and materials whose texts link to a material. */
export const GET = textLinks(materials);

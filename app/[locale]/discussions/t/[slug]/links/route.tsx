import { textLinks } from "@/app/past/links";
import { topics } from "../past";

/** What links here: the pages whose texts link to a topic. */
export const GET = textLinks(topics);

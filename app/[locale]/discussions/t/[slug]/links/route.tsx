import { textLinks } from "@/app/past/links";
import { topics } from "@/app/topics/past";

/** What links here: the pages whose texts link to a topic. */
export const GET = textLinks(topics);

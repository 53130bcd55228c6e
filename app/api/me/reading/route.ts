import { readUpTo } from "@/lib/discussions";
import { ReadUpTo } from "@/lib/discussions/reading/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** Stores how far a member has read a topic: for the script of its page, which says it every few seconds. */
export const PUT = endpoint({ input: ReadUpTo, limit: "reading", run: readUpTo });

import { startPost } from "@/lib/blog";
import { BeginPost } from "@/lib/blog/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** Creates a post whose text the editor then stores as a draft; the same token again returns the same post. */
export const POST = endpoint({ input: BeginPost, limit: "post", run: startPost });

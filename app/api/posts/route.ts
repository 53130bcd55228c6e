import { startPost } from "@/lib/blog";
import { BeginPost } from "@/lib/blog/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** Begins a post whose text the editor then keeps as a draft; the same token again is the same post. */
export const POST = endpoint({ input: BeginPost, limit: "post", run: startPost });

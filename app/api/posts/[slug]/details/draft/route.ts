import { discardDetailsDraft, saveDetailsDraft } from "@/lib/blog";
import { PostParams, SaveDetailsDraft } from "@/lib/blog/model";
import { endpoint } from "@/lib/web/endpoint";

/** Keeps what a member typed into the form of a post and did not save; its sequence must rise. */
export const PUT = endpoint({ input: SaveDetailsDraft, limit: "draft", run: saveDetailsDraft });

/** Throws it away. */
export const DELETE = endpoint({ input: PostParams, limit: "draft", run: discardDetailsDraft });

import { discardBodyDraft, saveBodyDraft } from "@/lib/blog";
import { PostParams, SaveBodyDraft } from "@/lib/blog/model";
import { endpoint } from "@/lib/web/endpoint";

/** Keeps the own draft of a post's text; its sequence must rise. */
export const PUT = endpoint({ input: SaveBodyDraft, takesContent: true, limit: "draft", run: saveBodyDraft });

/** Throws it away. */
export const DELETE = endpoint({ input: PostParams, limit: "draft", run: discardBodyDraft });

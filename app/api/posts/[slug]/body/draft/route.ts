import { discardBodyDraft, saveBodyDraft } from "@/lib/blog";
import { PostParams, SaveBodyDraft } from "@/lib/blog/model";
import { TextDiscard } from "@/lib/revisions/input";
import { endpoint } from "@/lib/web/endpoint";

/** Keeps the own draft of a post's text; its sequence must rise. */
export const PUT = endpoint({ input: SaveBodyDraft, takesContent: true, limit: "draft", run: saveBodyDraft });

/** Discards it: with a sequence only while it is the draft of that number. */
export const DELETE = endpoint({
  input: PostParams.extend(TextDiscard.shape),
  limit: "draft",
  run: discardBodyDraft,
});

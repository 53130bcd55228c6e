import { discardDetailsDraft, saveDetailsDraft } from "@/lib/blog";
import { PostText } from "@/lib/blog/model";
import { endpoint } from "@/lib/web/endpoint";

/** Keeps what a member typed into the form of a post and did not save; its sequence must rise. */
export const PUT = endpoint({ input: PostText.SaveDetailsDraft, limit: "draft", run: saveDetailsDraft });

/** Discards it: with a sequence only while it is the draft of that number. */
export const DELETE = endpoint({
  input: PostText.DiscardDraft,
  limit: "draft",
  run: discardDetailsDraft,
});

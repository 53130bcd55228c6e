import { discardBodyDraft, saveBodyDraft } from "@/lib/blog";
import { PostText } from "@/lib/blog/model";
import { endpoint } from "@/lib/web/endpoint";

/** Keeps the own draft of a post's text; its sequence must rise. */
export const PUT = endpoint({
  input: PostText.SaveDraft,
  takesContent: true,
  limit: "draft",
  run: saveBodyDraft,
});

/** Discards it: with a sequence only while it is the draft of that number. */
export const DELETE = endpoint({
  input: PostText.DiscardDraft,
  limit: "draft",
  run: discardBodyDraft,
});

import { keepRefusedBody, saveBody } from "@/lib/blog";
import { PostText } from "@/lib/blog/model";
import { endpoint } from "@/lib/web/endpoint";

/** Saves the text of a post: 200, 202 when it waits, 409 with base, theirs and mine when they collide. */
export const PUT = endpoint({
  input: PostText.Save,
  takesContent: true,
  limit: "save",
  run: saveBody,
  status: (saved) => (saved.state === "pending" ? 202 : 200),
  refused: keepRefusedBody,
});

import { previewBody } from "@/lib/blog";
import { PostText } from "@/lib/blog/model";
import { endpoint } from "@/lib/web/endpoint";

/** What saving a text would change, without saving it. */
export const POST = endpoint({
  input: PostText.Preview,
  takesContent: true,
  limit: "draft",
  run: previewBody,
  evenReadOnly: true,
});

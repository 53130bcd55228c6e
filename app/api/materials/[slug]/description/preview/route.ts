import { previewDescription } from "@/lib/training";
import { Description } from "@/lib/training/model";
import { endpoint } from "@/lib/web/endpoint";

/** What saving a description would change, without saving it. */
export const POST = endpoint({
  input: Description.Preview,
  takesContent: true,
  limit: "draft",
  run: previewDescription,
  evenReadOnly: true,
});

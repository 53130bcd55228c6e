import { previewDescription } from "@/lib/training";
import { PreviewDescription } from "@/lib/training/model";
import { endpoint } from "@/lib/web/endpoint";

/** What saving a description would change, without saving it. */
export const POST = endpoint({
  input: PreviewDescription,
  takesContent: true,
  limit: "draft",
  run: previewDescription,
  evenReadOnly: true,
});

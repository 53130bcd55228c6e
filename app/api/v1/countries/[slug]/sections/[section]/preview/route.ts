import { previewSection } from "@/lib/profiles";
import { PreviewSection } from "@/lib/profiles/editing/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** What saving a text would change, without saving it. */
export const POST = endpoint({
  input: PreviewSection,
  inQuery: ["lang"],
  takesContent: true,
  limit: "draft",
  scope: "profiles:write",
  run: previewSection,
  evenReadOnly: true,
});

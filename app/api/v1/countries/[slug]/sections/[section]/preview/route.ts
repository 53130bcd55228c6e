import { previewSection } from "@/lib/profiles";
import { PreviewSection } from "@/lib/profiles/editing/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** The changes that saving this text would make. Nothing is saved. */
export const POST = endpoint({
  input: PreviewSection,
  inQuery: ["lang"],
  takesContent: true,
  limit: "draft",
  scope: "profiles:write",
  run: previewSection,
  evenReadOnly: true,
});

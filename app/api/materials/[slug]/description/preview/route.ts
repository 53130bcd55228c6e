import { previewDescription } from "@/lib/training";
import { Description } from "@/lib/training/model";
import { textPreview } from "../../../../text-doors";

export const POST = textPreview(Description.Preview, previewDescription);

import { previewBody } from "@/lib/blog";
import { PostText } from "@/lib/blog/model";
import { textPreview } from "../../../../text-doors";

export const POST = textPreview(PostText.Preview, previewBody);

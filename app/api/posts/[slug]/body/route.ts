import { saveBody, saveRefusedBody } from "@/lib/blog";
import { PostText } from "@/lib/blog/model";
import { textSave } from "../../../text-doors";

export const PUT = textSave(PostText.Save, saveBody, saveRefusedBody);

import { saveDescription, saveRefusedDescription } from "@/lib/training";
import { Description } from "@/lib/training/model";
import { textSave } from "../../../text-doors";

export const PUT = textSave(Description.Save, saveDescription, saveRefusedDescription);

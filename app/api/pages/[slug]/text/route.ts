import { saveRefusedStanding, saveStanding } from "@/lib/standing-pages";
import { StandingText } from "@/lib/standing-pages/model";
import { textSave } from "../../../text-doors";

export const PUT = textSave(StandingText.Save, saveStanding, saveRefusedStanding);

import { previewStanding } from "@/lib/standing-pages";
import { StandingText } from "@/lib/standing-pages/model";
import { textPreview } from "../../../../text-doors";

export const POST = textPreview(StandingText.Preview, previewStanding);

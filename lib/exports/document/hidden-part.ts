import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileData } from "../model";
import type { Part } from "./model";
import type { Drawing } from "./value-lines";

/** Checks whether moderators have hidden the text of a section. */
export function isHidden(data: ProfileData, key: SectionKey): boolean {
  return data.hidden?.includes(key) ?? false;
}

/** Draws the replacement of a hidden text, which only says that it is hidden. */
export function hiddenPart({ t }: Drawing): Part {
  return { is: "paragraph", look: "meta", runs: [{ text: t("past.hidden.text") }] };
}

import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileData } from "../model";
import type { Part } from "./model";
import type { Drawing } from "./value-lines";

/** Whether moderators have hidden the text of a section. */
export function isHidden(data: ProfileData, key: SectionKey): boolean {
  return data.hidden?.includes(key) ?? false;
}

/** What stands in the place of such a text: that there was one, and nothing of it. */
export function hiddenPart({ t }: Drawing): Part {
  return { is: "paragraph", look: "meta", runs: [{ text: t("past.hidden.text") }] };
}

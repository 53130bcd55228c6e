import { z } from "zod";
import type { revertSection } from "@/lib/profiles";
import { partOf } from "@/lib/profiles/model";
import { atLeast, visibleLine } from "@/lib/text/visible";

type Saved = Awaited<ReturnType<typeof revertSection>>;

/** What both forms that take something back send: of what, and why. */
export const TakeBackFields = z.object({
  slug: z.string(),
  summary: atLeast(3, visibleLine(200)),
});

/** Where it leads: to the change that was made; to the section, with the word on it, when there is none to be seen. */
export function afterTakeBack({ slug, section, state, number }: Saved): string {
  if (state === "published" && number !== null) return `/countries/${slug}/diff?to=${number}`;
  const part = partOf(section);
  const lang = part?.language ? `&lang=${part.language}` : "";
  return `/countries/${slug}?saved=${state}${lang}#${part?.section ?? section}`;
}

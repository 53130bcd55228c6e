import { z } from "zod";
import type { revertSection } from "@/lib/profiles";
import { partOf } from "@/lib/profiles/model";
import { atLeast, visibleLine } from "@/lib/text/visible";

type Saved = Awaited<ReturnType<typeof revertSection>>;

/** Fields of both forms that take something back. */
export const TakeBackFields = z.object({
  slug: z.string(),
  summary: atLeast(3, visibleLine(200)),
});

/**
 * Returns the page to show next: the change that was made, or the section with the result if there is no
 * visible change.
 */
export function afterTakeBack({ slug, section, state, number }: Saved): string {
  if (state === "published" && number !== null) return `/countries/${slug}/diff?to=${number}`;
  const part = partOf(section);
  const lang = part?.language ? `&lang=${part.language}` : "";
  return `/countries/${slug}?saved=${state}${lang}#${part?.section ?? section}`;
}

import { createHash } from "node:crypto";
import { z } from "zod";
import type { revertSection } from "@/lib/profiles";
import { partOf } from "@/lib/profiles/model";
import { atLeast, visibleLine } from "@/lib/text/visible";

type Saved = Awaited<ReturnType<typeof revertSection>>;

/** What both forms that take something back send: why, and what was the newest revision when the page was drawn. */
export const TakeBackFields = z.object({
  slug: z.string(),
  summary: atLeast(3, visibleLine(200)),
  seen: z.coerce.number().int().min(0),
});

/**
 * The token by which the same form sent twice from one page makes one revision. A document is the same for all its
 * readers and can carry no random token; the engine tells authors apart.
 */
export function takeBackToken(kind: "undo" | "revert", slug: string, number: number, seen: number): string {
  return createHash("sha256").update(`${kind}/${slug}/${number}/${seen}`).digest("base64url").slice(0, 32);
}

/** Where it leads: to the change that was made; to the section, with the word on it, when there is none to be seen. */
export function afterTakeBack({ slug, section, state, number }: Saved): string {
  if (state === "published" && number !== null) return `/countries/${slug}/diff?to=${number}`;
  const part = partOf(section);
  const lang = part?.language ? `&lang=${part.language}` : "";
  return `/countries/${slug}?saved=${state}${lang}#${part?.section ?? section}`;
}

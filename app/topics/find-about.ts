import type { Actor } from "@/lib/core/actor";
import type { TopicPage } from "@/lib/discussions/queries/model";
import { listThings } from "@/lib/watching";
import type { Thing } from "@/lib/watching/model";

/**
 * Finds the place of the site that a topic is about, with its current name; null for none, one that is gone, or one that
 * the reader may not know of.
 */
export async function findAbout(
  { aboutKind: kind, aboutKey: key }: Pick<TopicPage, "aboutKind" | "aboutKey">,
  reader: Actor | null,
): Promise<Thing | null> {
  if (kind === null || key === null) return null;
  const [thing] = (await listThings([{ kind, key }], reader)).values();
  return thing ?? null;
}

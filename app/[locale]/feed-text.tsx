import { Prose } from "@/components/content/prose";
import { env } from "@/lib/env";
import type { Content } from "@/lib/text/nodes";
import { drawPart } from "@/lib/web/pages/draw";
import type { PageTools } from "@/lib/web/view";

type Pictures = Parameters<typeof Prose>[0]["pictureOf"];

/**
 * Draws a text of a feed as its page does, from validated content, with absolute addresses because it is read
 * elsewhere. Feeds use one width of each picture.
 */
export async function drawFeedText(
  content: Content,
  { t, locale }: Pick<PageTools, "t" | "locale">,
  pictureOf?: Pictures,
): Promise<string> {
  const html = await drawPart(
    <Prose
      t={t}
      locale={locale}
      content={content}
      prefix="text"
      numberOf={() => null}
      headingShift={-1}
      pictureOf={pictureOf}
    />,
  );
  return html
    .replaceAll(/ srcset="[^"]*"/gi, "")
    .replaceAll(/ (href|src)="\/(?!\/)/g, ` $1="${env().APP_URL}/`);
}

/** Returns when a feed was last changed: by its newest entry, or by its drawing if it has none. */
export function updatedOf(entries: readonly { updatedAt: Date }[]): Date {
  const times = entries.map(({ updatedAt }) => updatedAt.getTime());
  return times.length === 0 ? new Date() : new Date(Math.max(...times));
}

import { env } from "@/lib/env";
import type { PublicThing } from "./kinds";
import { PAYLOAD_VERSION } from "./model";

/** Writes the body of an event, as docs/webhooks.md describes it. */
export function payloadOf({ kind, at }: { kind: string; at: Date }, thing: PublicThing): string {
  const { path, apiPath, countries, topics, articles, more } = thing;
  const home = env().APP_URL;
  return JSON.stringify({
    type: kind,
    timestamp: at.toISOString(),
    version: PAYLOAD_VERSION,
    data: {
      ...more,
      countries,
      topics,
      articles: articles.map((article) => article.replace(":", "-")),
      url: home + path,
      apiUrl: apiPath === null ? null : home + apiPath,
    },
  });
}

/** The id of an event as receivers see it: the same at each attempt, so that they can leave out what they have. */
export const messageId = (eventId: string): string => `evt_${eventId.replaceAll("-", "")}`;

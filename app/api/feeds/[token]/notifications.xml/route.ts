import { createHash } from "node:crypto";
import { z } from "zod";
import { ATOM_TYPE, atomFeed } from "@/components/atom";
import { privateFeedPath } from "@/components/private-feed";
import { PLACES } from "@/components/shell/places";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { findPrivateFeed } from "@/lib/watching";
import { reading } from "@/lib/web/api/endpoint";
import { namesTag } from "@/lib/web/files/range";

type Feed = NonNullable<Awaited<ReturnType<typeof findPrivateFeed>>>;

/**
 * A member's notifications as an Atom feed (RFC 4287), for whoever has its address: feed readers cannot sign in. The token
 * in the address does nothing else, and its owner ends it at /me/security.
 */
export const GET = reading({
  input: z.object({ token: z.string().regex(/^oct_[A-Za-z0-9_-]{20,100}$/) }),
  limit: "feed",
  isPublic: true,
  isAnonymous: true,
  async read(_, { token }, request) {
    const feed = await findPrivateFeed(token);
    if (!feed) throw new DomainError("not_found", "page");
    const text = write(feed, token);
    const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
    const headers = {
      etag,
      "cache-control": "private, no-cache",
      "content-type": `${ATOM_TYPE}; charset=utf-8`,
      "x-robots-tag": "noindex",
    };
    const isKnown = namesTag(request.headers.get("if-none-match") ?? undefined, etag);
    return isKnown ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
  },
});

function write({ memberId, locale, entries }: Feed, token: string): string {
  const t = translator(locale);
  const site = t("shell.site");
  return atomFeed({
    origin: env().APP_URL,
    site,
    locale,
    id: `notifications/${memberId}`,
    title: t("watching.feed.title", { site }),
    subtitle: t("watching.feed.sub"),
    // A feed without entries is as old as the site's first day.
    updated: entries[0]?.at ?? new Date("2026-01-01T00:00:00Z"),
    self: privateFeedPath(token),
    page: localePath(locale, PLACES.notifications),
    entries: entries.map(({ id, title, path, at, lines }) => ({
      id: `notifications/${id}`,
      title,
      updated: at,
      published: at,
      authors: [{ name: site }],
      page: localePath(locale, path),
      categories: [],
      summary: lines.join("\n"),
    })),
  });
}

import { env } from "@/lib/env";
import { offeredLocales } from "@/lib/i18n/site-words";
import { document } from "@/lib/web/pages/document";

const VALID_DAYS = 180;

/**
 * The contact for reporting vulnerabilities (RFC 9116). Its expiry depends on the day of the request, so it
 * is never stored.
 */
export const GET = document({
  isStored: false,
  async render() {
    const { APP_URL, ADMIN_EMAIL } = env();
    const expires = new Date(Date.now() + VALID_DAYS * 86_400_000);
    expires.setUTCHours(0, 0, 0, 0);
    const lines = [
      `Contact: mailto:${ADMIN_EMAIL}`,
      `Expires: ${expires.toISOString().slice(0, 19)}Z`,
      `Preferred-Languages: ${offeredLocales().join(", ")}`,
      `Canonical: ${APP_URL}/.well-known/security.txt`,
      `Policy: ${APP_URL}/about#security`,
      "",
    ];
    return { text: lines.join("\n"), type: "text/plain; charset=utf-8" };
  },
});

import { env } from "@/lib/env";
import { offeredLocales } from "@/lib/i18n/site-words";
import { findContact } from "@/lib/mailbox";
import { document } from "@/lib/web/pages/document";

const VALID_DAYS = 180;

/**
 * The contact for reporting vulnerabilities (RFC 9116): the address of the site, without one that of the first
 * administrator; then the contact form. Its expiry depends on the day of the request, so it
 * is never stored.
 */
export const GET = document({
  isStored: false,
  async render() {
    const { APP_URL, ADMIN_EMAIL } = env();
    const { address, isFormOpen } = await findContact();
    const expires = new Date(Date.now() + VALID_DAYS * 86_400_000);
    expires.setUTCHours(0, 0, 0, 0);
    const lines = [
      `Contact: mailto:${address || ADMIN_EMAIL}`,
      // In the order of preference; the address of a page must begin with https.
      ...(isFormOpen && APP_URL.startsWith("https:") ? [`Contact: ${APP_URL}/contact`] : []),
      `Expires: ${expires.toISOString().slice(0, 19)}Z`,
      `Preferred-Languages: ${offeredLocales().join(", ")}`,
      `Canonical: ${APP_URL}/.well-known/security.txt`,
      `Policy: ${APP_URL}/about#security`,
      "",
    ];
    return { text: lines.join("\n"), type: "text/plain; charset=utf-8" };
  },
});

import type { DestinationRule } from "@/app/[locale]/destinations/rule";
import { findPostHead } from "@/lib/blog/queries";

/** Pages of posts and their comments that need an account. */
export const POST_DESTINATIONS: readonly DestinationRule[] = [
  { path: /^\/blog\/new$/, why: "publish", name: (_, { t }) => t("accounts.next.newPost") },
  { path: /^\/blog\/mine$/, why: "own", name: (_, { t }) => t("accounts.next.ownPosts") },
  {
    path: /^\/blog\/(?<slug>[^/]+)\/edit$/,
    why: "edit",
    async name({ parts }, { t }) {
      const title = await findTitle(parts.slug);
      return title === null ? t("accounts.next.post") : t("accounts.next.editPage", { title });
    },
  },
  {
    path: /^\/blog\/(?<slug>[^/]+)\/comments?(?:\/[^/]+)?$/,
    why: "comment",
    async name({ parts }, { t }) {
      const title = await findTitle(parts.slug);
      return title === null ? null : t("accounts.next.comment", { title });
    },
  },
];

async function findTitle(slug = ""): Promise<string | null> {
  return (await findPostHead(slug, null))?.title ?? null;
}

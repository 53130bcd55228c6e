import type { DestinationRule, DestinationTools } from "@/app/[locale]/destinations/rule";
import { sectionTitle } from "@/components/profiles/section-title";
import { ProfileSlug, SectionName } from "@/lib/profiles/editing/model";
import { findProfileHead } from "@/lib/profiles/reading";

/** Pages of profiles that need an account. */
export const PROFILE_DESTINATIONS: readonly DestinationRule[] = [
  {
    path: /^\/countries\/(?<slug>[^/]+)\/edit\/(?<section>[^/]+)$/,
    why: "edit",
    async name({ parts }, tools) {
      const section = SectionName.safeParse(parts.section);
      const country = section.success ? await findCountry(parts.slug, tools) : null;
      if (!section.success || country === null) return null;
      const { t } = tools;
      return t("accounts.next.edit", { section: sectionTitle(t, section.data), country });
    },
  },
  {
    path: /^\/countries\/(?<slug>[^/]+)\/import$/,
    why: "edit",
    async name({ parts }, tools) {
      const country = await findCountry(parts.slug, tools);
      return country === null ? null : tools.t("accounts.next.import", { country });
    },
  },
  { path: /^\/countries\/copy-law$/, why: "edit", name: (_, { t }) => t("editor.records.copy.title") },
  {
    path: /^\/countries\/(?<slug>[^/]+)\/(?:pending|(?:check|rollback)\/[^/]+)$/,
    why: "edit",
    name: ({ parts }, tools) => findCountry(parts.slug, tools),
  },
];

async function findCountry(slug: unknown, { locale }: DestinationTools): Promise<string | null> {
  const valid = ProfileSlug.safeParse(slug);
  const head = valid.success ? await findProfileHead(valid.data) : null;
  return head?.names[locale] ?? null;
}

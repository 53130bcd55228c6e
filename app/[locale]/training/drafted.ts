import type { Actor } from "@/lib/core/actor";
import { hasProblems } from "@/lib/core/form-state";
import { localePath } from "@/lib/i18n/locales";
import type { Draft } from "@/lib/revisions";
import type { PageTools } from "@/lib/web/view";
import { formDraftData } from "../text-editing";

/** What the draft of a material's form starts from; written into its page. `name`: which form of the page it is. */
export function materialDraftData(
  material: { slug: string | null; draft: Draft | null },
  name: "start" | "details",
  actor: Actor,
  tools: PageTools,
): string {
  const { t, locale, form } = tools;
  return formDraftData(
    {
      ...material,
      of: "material",
      sectionTitle: t("training.form.details"),
      basePath: localePath(locale, "/training"),
      isSentBack: form.name === name && hasProblems(form),
    },
    actor,
    tools,
  );
}

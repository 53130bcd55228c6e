import type { TextOwner } from "@/components/editor/model";
import type { Actor } from "@/lib/core/actor";
import { hasProblems } from "@/lib/core/form-state";
import { localePath } from "@/lib/i18n/locales";
import type { Draft } from "@/lib/revisions";
import type { PageTools } from "@/lib/web/view";
import { formDraftData } from "../text-editing";

export const MATERIAL_TEXT: TextOwner = {
  api: "/api/materials",
  text: "description",
  begins: ["title", "language", "clientToken"],
  // Its first form is still sent to the original address.
  movesForm: false,
};

/** Returns the data of a material form's draft, written into its page. `name`: which form of the page it is. */
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
      of: MATERIAL_TEXT,
      sectionTitle: t("training.form.details"),
      basePath: localePath(locale, "/training"),
      isSentBack: form.name === name && hasProblems(form),
    },
    actor,
    tools,
  );
}

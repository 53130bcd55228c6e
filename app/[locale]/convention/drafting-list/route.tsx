import { DRAFTING_SCRIPT } from "@/components/legal/draft-words";
import { PLACES } from "@/components/shell/places";
import { PageHead } from "@/components/ui/heading";
import { document } from "@/lib/web/pages/document";
import { DraftingView } from "./drafting-view";

/** The page of the drafting list, which is stored in the reader's browser; a script fetches its texts (`entries`). */
export const GET = document({
  async render(_, { t, locale }) {
    const title = t("law.drafting.title");
    return {
      title,
      description: t("law.drafting.sub"),
      current: "law",
      crumbs: [{ label: t("law.title"), href: PLACES.law }, { label: title }],
      refreshScripts: [DRAFTING_SCRIPT],
      body: (
        <>
          <PageHead title={title} sub={t("law.drafting.sub")} />
          <DraftingView t={t} locale={locale} />
        </>
      ),
    };
  },
});
